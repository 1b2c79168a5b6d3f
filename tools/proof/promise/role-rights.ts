import type { Identity } from '../../../packages/iam-proof/index.ts';
import { type KeyUse, keyRights } from './customer-key.ts';
import { arnsOf } from './flows.ts';
import { LAYERS, type Places } from './places.ts';
import type { Right } from './right.ts';
import rights from './role-rights.json' with { type: 'json' };

interface Written {
  readonly actions?: readonly string[];
  readonly on?: readonly string[];
  /** Keys that must equal one of the values. */
  readonly when?: Readonly<Record<string, readonly string[]>>;
  /** The rights of another entry, too. */
  readonly include?: string;
  /** What it does with the customer's key, where there is one. */
  readonly key?: KeyUse;
}

const WRITTEN = rights as Readonly<Record<string, readonly Written[]>>;

/** Roles of ours, each of which does one thing. */
export function ownRoles({ others, path }: Places): Identity[] {
  const paths = [`${path}pipeline/`, `${path}consumption/`];
  return others.filter((identity) => paths.includes(identity.path));
}

/** All that a role of ours may do, kept beside its policies on purpose: a right that is added there is not one here. */
export function roleRights(places: Places, { name }: Identity): Right[] {
  return entries(name.slice(places.deployment.length + 1)).flatMap(({ actions = [], on = [], when = {}, key }) =>
    key === undefined
      ? [{ actions, resources: on.map((pattern) => filled(pattern, places)), when }]
      : keyRights(places, key),
  );
}

function entries(name: string): Written[] {
  return (WRITTEN[name] ?? []).flatMap((entry) => (entry.include === undefined ? [entry] : entries(entry.include)));
}

function filled(pattern: string, places: Places): string {
  const { deployment, path, app } = places;
  const words: Readonly<Record<string, string>> = {
    ...Object.fromEntries(LAYERS.map((layer) => [layer, places.bucket(layer)])),
    assets: arnsOf(places, 'assets')[0] ?? '',
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
