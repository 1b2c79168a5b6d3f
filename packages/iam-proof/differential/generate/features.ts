import {
  conditionsOf,
  type Pair,
  type PrincipalBlock,
  type StatementDocument,
  statementsOf,
  textsOf,
} from '../pair.ts';
import { FAMILIES } from './families.ts';

const OPERATORS = FAMILIES.flatMap(({ operators }) => operators);

/** Conditions, each with the words that may stand around an operator. */
const OPERATOR_FEATURES = [
  'Null',
  ...OPERATORS.flatMap((operator) => [
    operator,
    `${operator}IfExists`,
    `ForAnyValue:${operator}`,
    `ForAllValues:${operator}`,
  ]),
];

const ASKED_BY = ['user', 'role-session', 'service', 'root', 'anonymous'];

/** Questions about one statement, each a feature that it may have. */
const OF_STATEMENTS: Readonly<Record<string, (statement: StatementDocument) => boolean>> = {
  Allow: ({ Effect }) => Effect === 'Allow',
  Deny: ({ Effect }) => Effect === 'Deny',
  NotAction: ({ NotAction }) => NotAction !== undefined,
  'action *': (statement) => actionsOf(statement).some((action) => action.includes('*')),
  'action ?': (statement) => actionsOf(statement).some((action) => action.includes('?')),
  'action in another case': (statement) => actionsOf(statement).some(isInAnotherCase),
  NotResource: ({ NotResource }) => NotResource !== undefined,
  'resource *': (statement) => resourcesOf(statement).some((arn) => arn.includes('*')),
  'resource ?': (statement) => resourcesOf(statement).some((arn) => arn.includes('?')),
  'prefix without a slash': (statement) => resourcesOf(statement).some((arn) => /:::.*[^/]\*$/.test(arn)),
  'star within a part': (statement) => resourcesOf(statement).some(hasStarWithin),
  'star that ends a part': (statement) => resourcesOf(statement).some((arn) => arn.includes('*:')),
  'incomplete ARN': (statement) => resourcesOf(statement).some(isIncomplete),
  variable: (statement) => JSON.stringify(statement).includes('${'),
  NotPrincipal: ({ NotPrincipal }) => NotPrincipal !== undefined,
  'Principal *': (statement) => principalsOf(statement).includes('*'),
  'Principal account': (statement) => principalsOf(statement).some((name) => /^\d{12}$|:root$/.test(name)),
  'Principal user': (statement) => principalsOf(statement).some((name) => name.includes(':user/')),
  'Principal role': (statement) => principalsOf(statement).some((name) => name.includes(':role/')),
  'Principal session': (statement) => principalsOf(statement).some((name) => name.includes(':assumed-role/')),
  'Principal service': (statement) => principalsOf(statement).some((name) => name.endsWith('.amazonaws.com')),
  'several conditions': (statement) => conditionsOf(statement).length > 1,
  'several values': (statement) => conditionsOf(statement).some(({ values }) => textsOf(values).length > 1),
};

/** The same about a pair as a whole. */
const OF_PAIRS: Readonly<Record<string, (pair: Pair) => boolean>> = {
  boundary: ({ policies }) => policies.some(({ kind }) => kind === 'boundary'),
  'session policy': ({ policies }) => policies.some(({ kind }) => kind === 'session'),
  'resource policy': ({ policies }) => policies.some(({ kind }) => kind === 'resource'),
  'key policy': ({ policies }) => policies.some(({ kind }) => kind === 'key'),
  'other account': ({ request }) =>
    'account' in request.principal && request.principal.account !== request.resourceAccount,
  'key present': (pair) => asks(pair, true),
  'key absent': (pair) => asks(pair, false),
};

/** Everything that a run must reach, so that nothing is believed compared that never was drawn. */
export const FEATURES: readonly string[] = [
  ...Object.keys(OF_STATEMENTS),
  ...Object.keys(OF_PAIRS),
  ...ASKED_BY.map((kind) => `asked by ${kind}`),
  ...OPERATOR_FEATURES,
];

/** The features that a pair has. */
export function featuresOf(pair: Pair): Set<string> {
  const statements = statementsOf(pair);
  const named = (features: Readonly<Record<string, unknown>>, has: (name: string) => boolean): string[] =>
    Object.keys(features).filter(has);
  return new Set([
    ...named(OF_STATEMENTS, (name) => statements.some((statement) => OF_STATEMENTS[name]?.(statement) === true)),
    ...named(OF_PAIRS, (name) => OF_PAIRS[name]?.(pair) === true),
    `asked by ${pair.request.principal.kind}`,
    ...statements.flatMap((statement) => conditionsOf(statement).flatMap(({ operator }) => operatorFeatures(operator))),
  ]);
}

export function actionsOf({ Action, NotAction }: StatementDocument): readonly string[] {
  return textsOf(Action ?? NotAction);
}

export function resourcesOf({ Resource, NotResource }: StatementDocument): readonly string[] {
  return textsOf(Resource ?? NotResource);
}

export function principalsOf({ Principal, NotPrincipal }: StatementDocument): readonly string[] {
  const block: PrincipalBlock = Principal ?? NotPrincipal ?? {};
  return block === '*' ? [block] : Object.values(block).flatMap(textsOf);
}

/** AWS writes the names of its actions with capitals. */
export function isInAnotherCase(action: string): boolean {
  return /^[a-z0-9]+:[a-z0-9]+$/.test(action);
}

/** A star of the first five parts has something behind it in its own part. */
export function hasStarWithin(arn: string): boolean {
  return arn
    .split(':')
    .slice(0, 5)
    .some((part) => /\*[^*]/.test(part));
}

export function isIncomplete(arn: string): boolean {
  return arn !== '*' && arn.split(':').length < 6;
}

/** An operator with both a set and IfExists counts for each of them. */
function operatorFeatures(operator: string): string[] {
  const [, set = '', word = '', ifExists = ''] = /^(\w+:)?(\w+?)(IfExists)?$/.exec(operator) ?? [];
  return [
    ...(set ? [`${set}${word}`] : []),
    ...(ifExists ? [`${word}${ifExists}`] : []),
    ...(set || ifExists ? [] : [word]),
  ];
}

function asks(pair: Pair, isPresent: boolean): boolean {
  return statementsOf(pair)
    .flatMap(conditionsOf)
    .some(({ key }) => key.toLowerCase() in pair.request.context === isPresent);
}
