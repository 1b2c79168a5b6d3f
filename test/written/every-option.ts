import type { Template } from 'aws-cdk-lib/assertions';
import type { Profile } from '../../lib/config/config.ts';
import { loadConfig } from '../../lib/config/load-config.ts';
import { plantArn } from '../../lib/contract/index.ts';
import { comparisonOf } from '../../packages/iam-proof/iam/comparisons.ts';
import { everyOption } from '../support/configurations.ts';
import { synthesize } from '../support/stacks.ts';

interface Written {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Condition?: Record<string, Record<string, string | string[]>>;
}

const templates = [await synthesize(everyOption()), await synthesize(loadConfig('prod'))].flatMap(
  Object.values<Template>,
);

/** Templates of prod, and of prod with every option on. */
export function templatesOfEveryOption(): readonly Template[] {
  return templates;
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
  if (sid === 'DenySession') return arn.includes(':user/');
  const named = ['ArnLike', 'ArnEquals'].flatMap((operator) => condition[operator]?.['aws:PrincipalArn'] ?? []);
  return named.some((pattern) => comparisonOf('ArnLike')(arn, pattern));
}

function statementsWithin(value: unknown): Written[] {
  if (Array.isArray(value)) return value.flatMap(statementsWithin);
  if (typeof value !== 'object' || value === null) return [];
  return 'Effect' in value ? [value as Written] : Object.values(value).flatMap(statementsWithin);
}
