import type { JsonObject } from '../assembly/json.ts';
import { parsePolicy } from '../iam/parse.ts';
import type { Operator, Policy, PolicyKind } from '../iam/policy.ts';
import type { Family } from './families.ts';
import type { Random } from './random.ts';
import { ACCOUNT, actionNear, resourceNear, SESSION, type Target, USER } from './targets.ts';

const PRINCIPALS: readonly JsonObject[] = [
  { AWS: '*' },
  { AWS: ACCOUNT },
  { AWS: `arn:aws:iam::${ACCOUNT}:root` },
  { AWS: USER.arn },
  { AWS: SESSION.role },
  { AWS: SESSION.session },
  { AWS: [`arn:aws:iam::${ACCOUNT}:user/other`, SESSION.role] },
  { Service: 'lambda.amazonaws.com', AWS: USER.arn },
];

/** What the policies of a question are about; they meet only where it is little. */
export interface Theme extends Pick<Target, 'actions' | 'arns'> {
  readonly subjects: readonly Subject[];
}

/** A condition key, and how its values are compared. */
export interface Subject extends Omit<Family, 'keys'> {
  readonly key: string;
}

/** A policy of a few statements, each near to something that a request could be. */
export function drawPolicy(kind: PolicyKind, theme: Theme, random: Random): Policy {
  const Statement = Array.from({ length: 1 + random.below(3) }, (_, i) =>
    drawStatement(random.chance(i > 0 ? 0.4 : 0.1) ? 'Deny' : 'Allow', kind, theme, random),
  );
  return parsePolicy({ Version: '2012-10-17', Statement }, kind, kind);
}

function drawStatement(Effect: string, kind: PolicyKind, theme: Theme, random: Random): JsonObject {
  const Action = some(random, () => actionNear(random.pick(theme.actions), random));
  const Resource = some(random, () => resourceNear(random.pick(theme.arns), random));
  const Principal = random.pick(PRINCIPALS);
  // A Deny of everything but what is named is common; an Allow of it concerns most of AWS.
  const isInverted = random.chance(Effect === 'Deny' ? 0.3 : 0.05);
  return {
    Effect,
    ...(isInverted ? { NotAction: Action } : { Action }),
    ...(random.chance(0.15) ? { NotResource: Resource } : { Resource }),
    ...((kind === 'resource' || kind === 'key') && { Principal }),
    ...(random.chance(0.5) && { Condition: drawConditions(theme, random) }),
  };
}

function drawConditions({ subjects }: Theme, random: Random): JsonObject {
  const subject = random.pick(subjects);
  if (subject.range !== undefined && random.chance(0.3)) return drawRange(subject, subject.range, random);
  return Object.fromEntries(some(random, () => drawCondition(random.pick(subjects), random)));
}

/** What lies between two values, which two conditions seldom ask by chance. */
function drawRange({ key, values }: Subject, operators: readonly Operator[], random: Random): JsonObject {
  return Object.fromEntries(operators.map((operator) => [operator, { [key]: random.pick(values) }]));
}

function drawCondition({ key, operators, values, patterns }: Subject, random: Random): readonly [string, JsonObject] {
  const written = random.chance(0.2) ? key.toLowerCase() : key;
  if (random.chance(0.1)) return ['Null', { [written]: random.pick(['true', 'false']) }];
  const ifExists = random.chance(0.2) ? 'IfExists' : '';
  const operator = `${random.pick(operators)}${ifExists}`;
  return [operator, { [written]: some(random, () => random.pick([...values, ...patterns])) }];
}

function some<T>(random: Random, draw: () => T): T[] {
  return Array.from({ length: random.chance(0.6) ? 1 : 2 }, draw);
}
