import type { Known } from '../known.ts';
import type { Operator, Variant } from '../operator.ts';
import type { Spot } from '../spots.ts';
import { isObject, type Json, type JsonObject, listed } from '../template.ts';

/** An action, a resource or a principal is wider by a wildcard. */
export const widened: Operator = ({ value, place }) => {
  if (!/\.(Not)?(Action|Resource|Principal(\.\w+)?)(\[\])?$/.test(place) || Array.isArray(value)) return [];
  const text = typeof value === 'string' ? value : '';
  const [head] = /^[^:]*:(?=[A-Z])|^.*[/](?=[^/]+$)/.exec(text) ?? [];
  return [
    { to: '*', word: 'is everything' },
    ...(head ? [{ to: `${head}*`, word: 'is everything of its service' }] : []),
  ];
};

/** A condition asks for more of its pattern, or a resource for all below it. */
export const loosened: Operator = ({ value, place }) =>
  /\.Condition\.[^.]+\..+/.test(place) && typeof value === 'string' ? [{ to: '*' }] : [];

/** An element of a statement means everything but what it names. */
export const inverted: Operator = ({ value }) =>
  isStatement(value)
    ? ['Action', 'Resource', 'Principal']
        .filter((name) => value[name] !== undefined)
        .map((name) => ({ to: renamed(value, name, `Not${name}`), word: name }))
    : [];

/** A condition's operator is the opposite one, or asks only where its key is there, or of one value among several. */
export const otherwise: Operator = ({ value, place }) => {
  if (!place.endsWith('.Condition') || !isObject(value)) return [];
  return Object.keys(value).flatMap((name) => [
    ...[name.includes('Not') ? name.replace('Not', '') : name.replace(/(Equals|Like|IpAddress)/, 'Not$1')]
      .filter((to) => to !== name)
      .map((to) => ({ to: renamed(value, name, to), word: `${name} is ${to}` })),
    // A key that is absent meets a negated operator anyhow.
    ...(name.includes('Not')
      ? []
      : ['IfExists', 'ForAllValues'].map((word) => ({
          to: renamed(value, name, word === 'IfExists' ? `${name}IfExists` : `ForAllValues:${name}`),
          word: `${name} is ${word}`,
        }))),
  ]);
};

/** A policy has one statement more. */
export const allowed: Operator = (spot, known) => {
  const { value, path } = spot;
  if (path.at(-1) !== 'Statement' || !Array.isArray(value)) return [];
  return statementsFor(spot, known).map(({ to, word }) => ({ to: [...value, to ?? null], ...(word && { word }) }));
};

const READING = [
  's3:GetObject',
  'kinesis:GetRecords',
  'secretsmanager:GetSecretValue',
  'kms:Decrypt',
  'sts:AssumeRole',
];
const CHANGING = ['s3:PutBucketPolicy', 'iam:PutRolePolicy', 'lambda:UpdateFunctionCode', 'glue:StartJobRun', '*'];

/** Who may do what, in the terms of the policy: of an identity, of a resource, of a role's trust. */
function statementsFor({ value, path }: Spot, { plant }: Known): Variant[] {
  const [like] = listed(value).filter(isObject);
  if (path.includes('AssumeRolePolicyDocument')) {
    return PRINCIPALS(plant).map(([word, Principal]) => allow(word, { Principal, Action: 'sts:AssumeRole' }));
  }
  if (like?.Principal !== undefined || like?.NotPrincipal !== undefined) {
    const { Resource = '*' } = like;
    const actions = listed(like.Action).some((action) => String(action).startsWith('s3:')) ? 's3:GetObject' : '*';
    return PRINCIPALS(plant).map(([word, Principal]) => allow(word, { Principal, Action: actions, Resource }));
  }
  return [...READING, ...CHANGING].map((Action) => allow(Action, { Action, Resource: '*' }));
}

const PRINCIPALS = (plant: string): readonly (readonly [word: string, principal: Json])[] => [
  ['anybody', '*'],
  ['a foreign account', { AWS: 'arn:aws:iam::999999999999:root' }],
  ['a role of the account', { AWS: plant.replace(/:(role|user)\/.*$/, ':role/somebody') }],
  ['a plant', { AWS: plant }],
  ['a service of AWS', { Service: 'cloudfront.amazonaws.com' }],
  ['a federation', { Federated: 'accounts.google.com' }],
];

function allow(word: string, statement: JsonObject): Variant {
  return { to: { Effect: 'Allow', ...statement }, word };
}

function isStatement(value: Json): value is JsonObject {
  return isObject(value) && (value.Effect === 'Allow' || value.Effect === 'Deny');
}

function renamed(value: JsonObject, from: string, to: string): JsonObject {
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name === from ? to : name, each]));
}
