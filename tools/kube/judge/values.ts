import type { KubeObject } from '../objects.ts';

/** Values that upstream publishes, or that stand for no protection at all: none may reach a cluster. */
const PUBLISHED = [
  'user@example.com',
  '12341234',
  // its hash
  '$2y$12$4K/VkmDd1q1Orb3xAt82zu8gk7Ad6ReFR4LCP9UeYE90NLiN9Df72',
  'minio123',
  // Dex' client, and the cookies of oauth2-proxy
  'pUBnBOY80SnXgjibTYM9ZWNzY2xreNGQok',
  '7d16fee92f8d11b8940b081b3f8b8acb',
  'ALLOW_EMPTY_PASSWORD',
] as const;

/** What an object gives away: a secret's value that stands in git, or one that everybody knows. */
export function valuesGivenAway(object: KubeObject): string[] {
  const { kind, metadata, data, stringData } = object;
  const text = JSON.stringify(object);
  const holds = kind === 'Secret' && Object.keys({ ...asRecord(data), ...asRecord(stringData) }).length > 0;
  return [
    ...(holds ? [`Secret ${metadata.name} holds a value`] : []),
    ...PUBLISHED.filter((value) => text.includes(value)).map((value) => `${kind} ${metadata.name} has "${value}"`),
  ];
}

const asRecord = (value: unknown): object => (typeof value === 'object' && value !== null ? value : {});
