import { isList, isObject, type Json, type JsonObject, textsWithin } from '../../../../packages/iam-proof/index.ts';
import type { Operator } from '../operator.ts';

/** An action, a resource or a principal is wider by a wildcard. */
export const widened: Operator = ({ value, place }) => {
  if (!/\.(Not)?(Action|Resource|Principal(\.\w+)?)(\[\])?$/.test(place) || isList(value)) return [];
  const [head] = /^[^:]*:(?=[A-Z])|^.*[/](?=[^/]+$)/.exec(typeof value === 'string' ? value : '') ?? [];
  const everything = { to: '*', word: 'is everything' };
  return head ? [everything, { to: `${head}*`, word: 'is everything of its service' }] : [everything];
};

/** A condition asks for more of its pattern, or a resource for all below it. */
export const loosened: Operator = ({ value, place }) =>
  /\.Condition\.[^.]+\..+/.test(place) && typeof value === 'string' ? [{ to: '*' }] : [];

/** An element of a statement means everything but what it names. */
export const inverted: Operator = ({ value }) => {
  if (!isObject(value) || !['Allow', 'Deny'].includes(String(value.Effect))) return [];
  const names = ['Action', 'Resource', 'Principal'].filter((name) => name in value);
  return names.map((name) => ({ to: renamed(value, name, `Not${name}`), word: name }));
};

/** A condition's operator is the opposite one, or asks only where its key is there, or of one value among several. */
export const otherwise: Operator = ({ value, place }) => {
  if (!place.endsWith('.Condition') || !isObject(value)) return [];
  return Object.keys(value).flatMap((name) =>
    othersOf(name).map((to) => ({ to: renamed(value, name, to), word: `${name} is ${to}` })),
  );
};

function othersOf(name: string): string[] {
  // A key that is absent meets a negated operator anyhow.
  if (name.includes('Not')) return [name.replace('Not', '')];
  return [name.replace(/(Equals|Like|IpAddress)/, 'Not$1'), `${name}IfExists`, `ForAllValues:${name}`];
}

function renamed(value: JsonObject, from: string, to: string): JsonObject {
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name === from ? to : name, each]));
}

/** A policy has one statement more. */
export const allowed: Operator = ({ value, path }, { plant }) => {
  if (path.at(-1) !== 'Statement' || !isList(value)) return [];
  const isTrust = path.includes('AssumeRolePolicyDocument');
  const statements = isTrust ? toPrincipals(plant, { Action: 'sts:AssumeRole' }) : statementsLike(value[0], plant);
  return statements.map(([word, statement]) => ({ to: [...value, { Effect: 'Allow', ...statement }], word }));
};

type Allowing = readonly [word: string, statement: JsonObject];

const READING = [
  's3:GetObject',
  'kinesis:GetRecords',
  'secretsmanager:GetSecretValue',
  'kms:Decrypt',
  'sts:AssumeRole',
];
const CHANGING = ['s3:PutBucketPolicy', 'iam:PutRolePolicy', 'lambda:UpdateFunctionCode', 'glue:StartJobRun', '*'];

/** Who may do what, in the terms of a policy that has a statement: of an identity, or of a resource. */
function statementsLike(statement: Json | undefined, plant: string): Allowing[] {
  const { Principal, NotPrincipal = Principal, Action, Resource = '*' } = isObject(statement) ? statement : {};
  if (NotPrincipal === undefined)
    return [...READING, ...CHANGING].map((each) => [each, { Action: each, Resource: '*' }]);
  const isBucket = textsWithin(Action).some((action) => action.startsWith('s3:'));
  return toPrincipals(plant, { Action: isBucket ? 's3:GetObject' : '*', Resource });
}

function toPrincipals(plant: string, statement: JsonObject): Allowing[] {
  const principals: Readonly<Record<string, Json>> = {
    anybody: '*',
    'a foreign account': { AWS: 'arn:aws:iam::999999999999:root' },
    'a role of the account': { AWS: plant.replace(/:(role|user)\/.*$/, ':role/somebody') },
    'a plant': { AWS: plant },
    'a service of AWS': { Service: 'cloudfront.amazonaws.com' },
    'a federation': { Federated: 'accounts.google.com' },
  };
  return Object.entries(principals).map(([word, Principal]) => [word, { Principal, ...statement }]);
}
