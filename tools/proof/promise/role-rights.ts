import { awsPolicy, CannotTell, type Identity, type Policy } from '../../../packages/iam-proof/index.ts';
import { type KeyUse, keyRights } from './customer-key.ts';
import { type Own, ownOf } from './own.ts';
import { assetBuckets, LAYERS, type Places } from './places.ts';
import type { Right } from './right.ts';
import rights from './role-rights.json' with { type: 'json' };

interface Written {
  readonly actions?: readonly string[];
  readonly on?: readonly string[];
  /** In place of that: on what is its own. */
  readonly own?: Own;
  /** Keys that must equal one of the values. */
  readonly when?: Readonly<Record<string, readonly string[]>>;
  /** Keys that must be like one of the patterns. */
  readonly like?: Readonly<Record<string, readonly string[]>>;
  /** The rights of another entry, too. */
  readonly include?: string;
  /** What it does with the customer's key, where there is one. */
  readonly key?: KeyUse;
  /** AWS's own policies, by their names: what they say it may do, and nothing that only looks like it. */
  readonly aws?: readonly string[];
  /** The only partition in which it is so. @default - all */
  readonly in?: string;
}

const WRITTEN = rights as Readonly<Record<string, readonly Written[]>>;

/** What an identity may do. */
export interface RoleRights {
  readonly rights: readonly Right[];
  /** AWS's own policies. */
  readonly policies: readonly Policy[];
}

/** All that a role may do, kept beside its policies on purpose: a right that is added there is not one here. One of no name that is here may do nothing. */
export function roleRights(places: Places, identity: Identity): RoleRights {
  const written = entries(entryOf(places, identity)).filter(
    (entry) => (entry.in ?? places.app.partition) === places.app.partition,
  );
  return {
    rights: written.flatMap(({ actions = [], on = [], own, when = {}, like = {}, key }) => {
      if (key !== undefined) return keyRights(places, key);
      const resources = own === undefined ? on.map((each) => filled(each, places)) : ownOf(own, identity, places);
      return [{ actions, resources, when: named(when, places), like }];
    }),
    policies: written.flatMap(({ aws = [] }) => aws.map((name) => policyOf(name, places))),
  };
}

/** A role of ours is called after the deployment; one of the CDK's by its stack and its place there. */
function entryOf({ deployment, path }: Places, identity: Identity): string {
  const { name } = identity;
  if (identity.path.startsWith(path)) return name.slice(deployment.length + 1);
  return /^[a-z-]+-\d*-?([A-Za-z0-9]+)[0-9A-F]{8}-GENERATED$/.exec(name.slice(deployment.length + 1))?.[1] ?? name;
}

function entries(name: string): Written[] {
  return (WRITTEN[name] ?? []).flatMap((entry) => (entry.include === undefined ? [entry] : entries(entry.include)));
}

/** A tag's key may hold the deployment's name. */
function named(when: NonNullable<Written['when']>, places: Places): NonNullable<Written['when']> {
  return Object.fromEntries(Object.entries(when).map(([key, values]) => [filled(key, places), values]));
}

function policyOf(name: string, { app }: Places): Policy {
  const policy = awsPolicy(name, app.partition);
  if (policy === undefined) throw new CannotTell(name, "the policy of AWS's is not in managed-policies.json");
  return policy;
}

function filled(pattern: string, places: Places): string {
  const { deployment, path, app } = places;
  const words: Readonly<Record<string, string>> = {
    ...Object.fromEntries(LAYERS.map((layer) => [layer, places.bucket(layer)])),
    assets: `arn:${app.partition}:s3:::${assetBuckets(places)[0] ?? ''}`,
    account: app.account,
    partition: app.partition,
    region: app.region,
    deployment,
    path,
    database: deployment.replaceAll('-', '_'),
    logs: `arn:${app.partition}:logs:${app.region}:${app.account}:log-group:`,
    // Names of secrets begin so.
    secrets: path.replace(/^\/airlock\/([^/]+)\/([^/]+)\/$/, 'airlock/$2/'),
  };
  return pattern.replace(/\{([a-z-]+)\}/g, (whole, word: string) => words[word] ?? whole);
}
