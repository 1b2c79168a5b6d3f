import { CannotTell } from '../../../packages/iam-proof/index.ts';
import { ownPrefix, type Places, type Plant } from './places.ts';
import type { Right } from './right.ts';
import { tagged } from './tags.ts';

/** Tag of a PI Integrator's user that names what its configuration opens on purpose, kept in the template for whoever reviews it. */
const TAG = 'airlock:allow';

/** Rights that each switch opens, told again here on purpose: a switch that opens more is a finding. */
const SWITCHES: Readonly<Record<string, (landing: string, prefix: string) => Right>> = {
  'list-own-prefix': (landing, prefix) => ({
    actions: ['s3:ListBucket'],
    resources: [landing],
    like: { 's3:prefix': [`${prefix}*`] },
  }),
  'bucket-location': (landing) => ({ actions: ['s3:GetBucketLocation'], resources: [landing] }),
  'list-buckets': () => ({ actions: ['s3:ListAllMyBuckets'], resources: ['*'] }),
  'delete-own': (landing, prefix) => ({ actions: ['s3:DeleteObject'], resources: [`${landing}/${prefix}*`] }),
};

/**
 * Rights beside those of every plant that the tag of a PI Integrator names.
 *
 * @throws CannotTell where it names a switch that is not known
 */
export function switchedRights(places: Places, plant: Plant): Right[] {
  const { identity, profile } = plant;
  if (profile !== 'pi-integrator') return [];
  return tagged(identity, TAG).map((name) => {
    const right = SWITCHES[name];
    if (right === undefined) throw new CannotTell(identity.source, `got the switch ${name}, wanted one that is known`);
    return right(places.bucket('landing'), ownPrefix(plant));
  });
}
