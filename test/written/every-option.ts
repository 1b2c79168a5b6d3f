import type { Template } from 'aws-cdk-lib/assertions';
import type { Config, Profile } from '../../lib/config/config.ts';
import { SWITCH_NAMES } from '../../lib/config/feeder-schema.ts';
import { loadConfig } from '../../lib/config/load-config.ts';
import { plantArn } from '../../lib/contract/index.ts';
import { comparisonOf } from '../../packages/iam-proof/iam/comparisons.ts';
import { synthesize } from '../support/stacks.ts';

const NETWORK = { cidrs: ['192.0.2.0/24'], vpcEndpoints: [] };

/** Prod with every option on that adds a statement: each feeder is bound to a network and streams, each switch is open. */
function everyOption(): Config {
  const config = loadConfig('prod');
  const stream = { view: 'reactor', shards: 1, retentionHours: 168 };
  const streamed = { name: 'reactor', kind: 'long-parquet' } as const;
  const sites = config.sites.map((site) => ({
    ...site,
    feeders: site.feeders.map((feeder) => ({
      ...feeder,
      network: NETWORK,
      stream,
      ...(feeder.profile === 'pi-integrator' && { allow: [...SWITCH_NAMES], views: [...feeder.views, streamed] }),
    })),
  }));
  return { ...config, sites: sites as Config['sites'] };
}

interface Written {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Condition?: Record<string, Record<string, string | string[]>>;
}

let made: Record<string, Template> | undefined;

/** Templates of prod, and of prod with every option on. */
export function templatesOfEveryOption(): readonly Template[] {
  made ??= synthesize(everyOption());
  return [...Object.values(made), ...Object.values(synthesize(loadConfig('prod')))];
}

/** Every statement of every policy of these templates. */
export function statementsOfEveryOption(): readonly Written[] {
  return templatesOfEveryOption().flatMap((template) => statementsWithin(template.toJSON()));
}

/** Sids, without their numbers, of the Deny statements whose condition lets them hit a feeder of a profile. */
export function deniesOfEveryOption(profile: Profile): string[] {
  const config = everyOption();
  const { id } = config.sites.find(({ feeders }) => feeders.some((each) => each.profile === profile)) ?? { id: '' };
  const arn = plantArn(config, id, profile);
  // A Deny of bronze speaks of everybody but its keepers. No plant has a right there that it could take back.
  const sids = statementsOfEveryOption()
    .filter(({ Effect, Sid, Condition }) => Effect === 'Deny' && Sid !== undefined && isOf(arn, Sid, Condition))
    .map(({ Sid = '' }) => Sid.replace(/\d+$/, ''));
  return [...new Set(sids)];
}

function isOf(arn: string, sid: string, condition: Written['Condition'] = {}): boolean {
  if (sid === 'DenyStreamFromElsewhere') return true;
  const named = ['ArnLike', 'ArnEquals'].flatMap((operator) => condition[operator]?.['aws:PrincipalArn'] ?? []);
  return named.some((pattern) => comparisonOf('ArnLike')(arn, pattern, {}));
}

function statementsWithin(value: unknown): Written[] {
  if (Array.isArray(value)) return value.flatMap(statementsWithin);
  if (typeof value !== 'object' || value === null) return [];
  return 'Effect' in value ? [value as Written] : Object.values(value).flatMap(statementsWithin);
}
