import type { SwitchName } from '../config/config.ts';
import { landingPrefix } from '../contract/index.ts';

/** The reach of a switch: all buckets, the landing bucket, or the objects below the site's own prefix. */
export type Scope = 'all-buckets' | 'landing-bucket' | 'own-objects';

export interface IntegratorSwitch {
  readonly actions: readonly string[];
  readonly scope: Scope;

  /**
   * Condition of the right, by the sites that have the switch.
   *
   * @default - none
   */
  readonly conditions?: (sites: readonly string[]) => Record<string, Record<string, string[]>>;

  /** Words for what a site gives up by it. */
  readonly consequence: string;
}

/** Rights that a site's version of PI Integrator may demand beside putting. None of it returns what an object holds. */
export const INTEGRATOR_SWITCHES: Readonly<Record<SwitchName, IntegratorSwitch>> = {
  'list-own-prefix': {
    actions: ['s3:ListBucket'],
    scope: 'landing-bucket',
    conditions: (sites) => ({
      StringLike: { 's3:prefix': sites.map((site) => `${landingPrefix(site, 'pi-integrator')}*`) },
    }),
    consequence: 'Whoever holds the key can list names, sizes and times of what the site has put into landing.',
  },
  'bucket-location': {
    actions: ['s3:GetBucketLocation'],
    scope: 'landing-bucket',
    consequence: 'Whoever holds the key can ask in which region the landing bucket lies.',
  },
  'list-buckets': {
    actions: ['s3:ListAllMyBuckets'],
    scope: 'all-buckets',
    consequence: 'Whoever holds the key can list the names of every bucket of the account.',
  },
  'delete-own': {
    actions: ['s3:DeleteObject'],
    scope: 'own-objects',
    consequence:
      'Whoever holds the key can hide what the site has put into landing; every version stays, and bronze has its copy.',
  },
};
