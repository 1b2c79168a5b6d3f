import { matchesText } from '../iam/match.ts';
import type { Difference } from './compare.ts';
import {
  actionsOf,
  hasStarWithin,
  isInAnotherCase,
  isIncomplete,
  principalsOf,
  resourcesOf,
} from './generate/features.ts';
import { keysOf } from './generate/requests.ts';
import { conditionsOf, type Pair, type StatementDocument, statementsOf, textsOf } from './pair.ts';

/** Why peers may say something else than AWS's documentation does. Its name is the name of the test that holds us to the page. */
export interface Rule {
  readonly name: string;
  /** Title of AWS's page that decides. */
  readonly page: string;
  /** The page's rule, in our words. */
  readonly says: string;
  /** The peers that do otherwise. */
  readonly peers: readonly string[];
  /** Tells if a pair that we allow or not, with all that can be left out left out, turns on it. */
  readonly explains: (pair: Pair, allowed: boolean) => boolean;
}

const RESOURCE = 'IAM JSON policy elements: Resource';
const OPERATORS = 'IAM JSON policy elements: Condition operators';
const ACTION = 'IAM JSON policy elements: Action';

export const RULES: readonly Rule[] = [
  {
    name: 'a star within a part of a resource does not run over a colon',
    page: RESOURCE,
    says: 'wildcards stand for characters within one part; only a star that ends a part goes on beyond its colon',
    peers: ['ministack', 'moto'],
    explains: byResource((pattern, arn) => hasStarWithin(pattern) && matchesText(pattern, arn)),
  },
  {
    name: 'a resource that ends early is completed with stars',
    page: RESOURCE,
    says: 'the fields that an ARN leaves out at its end are taken for stars',
    peers: ['ministack', 'moto'],
    explains: byResource((pattern, arn) => isIncomplete(pattern) && !matchesText(pattern, arn)),
  },
  {
    name: "aws:PrincipalArn of a role's session is the ARN of the role",
    page: 'AWS global condition context keys',
    says: 'for a role the key holds the ARN of the role that was assumed, not that of the session',
    peers: ['ministack'],
    explains: (pair) =>
      pair.request.principal.kind === 'role-session' &&
      byCondition(({ key }) => key.toLowerCase() === 'aws:principalarn')(pair),
  },
  {
    name: 'each part of an ARN in a condition is compared by itself',
    page: OPERATORS,
    says: 'each of the six parts is checked separately, so that no star runs over a colon before the last part',
    peers: ['ministack'],
    explains: (pair) =>
      byCondition(
        ({ operator, key, values }) =>
          operator.includes('Arn') &&
          textsOf(values).some(
            (value) => hasEarlyStar(value) && given(pair, key).some((arn) => matchesText(value, arn)),
          ),
      )(pair),
  },
  {
    name: 'a boundary or a session policy does not limit what is given to everybody',
    page: 'Policy evaluation for requests within a single account',
    says: 'neither limits what a resource policy gives with a star for its principal; it takes an explicit Deny',
    peers: ['ministack'],
    explains: (pair, allowed) =>
      allowed &&
      pair.policies.some(({ kind }) => kind === 'boundary' || kind === 'session') &&
      byStatement((statement) => principalsOf(statement).includes('*'))(pair),
  },
  {
    name: 'a question mark stands for one character',
    page: RESOURCE,
    says: 'a question mark in an action or a resource is any single character',
    peers: ['moto'],
    explains: byStatement((statement) => patternsOf(statement).some((pattern) => pattern.includes('?'))),
  },
  {
    name: 'a character that is no wildcard stands for itself',
    page: RESOURCE,
    says: 'the star and the question mark are the only wildcards',
    peers: ['moto'],
    explains: byStatement((statement) => patternsOf(statement).some((pattern) => /[.+()]/.test(pattern))),
  },
  {
    name: 'the letter case of an action does not matter',
    page: ACTION,
    says: 'the prefix and the name of an action are compared without regard to case',
    peers: ['moto'],
    explains: byStatement((statement) => actionsOf(statement).some(isInAnotherCase)),
  },
];

/** The rule that a difference, on its smallest pair, falls under. */
export function explain({ peer, pair, allowed }: Difference): Rule | undefined {
  return RULES.find(({ peers, explains }) => peers.includes(peer) && explains(pair, allowed));
}

/** A pattern turns on the resource that is asked for. */
function byResource(test: (pattern: string, arn: string) => boolean): (pair: Pair) => boolean {
  return (pair) =>
    byStatement((statement) => resourcesOf(statement).some((pattern) => test(pattern, pair.request.resource)))(pair);
}

/** Values of a key in a request. */
function given({ request }: Pair, key: string): readonly string[] {
  const value = Object.entries(keysOf(request)).find(([name]) => name.toLowerCase() === key.toLowerCase());
  return textsOf(value?.[1]);
}

/** One of the first five parts holds a star. */
function hasEarlyStar(arn: string): boolean {
  return arn.split(':').slice(0, 5).join(':').includes('*');
}

function patternsOf(statement: StatementDocument): string[] {
  return [...actionsOf(statement), ...resourcesOf(statement)];
}

function byStatement(test: (statement: StatementDocument) => boolean): (pair: Pair) => boolean {
  return (pair) => statementsOf(pair).some(test);
}

function byCondition(test: (condition: ReturnType<typeof conditionsOf>[number]) => boolean): (pair: Pair) => boolean {
  return byStatement((statement) => conditionsOf(statement).some(test));
}
