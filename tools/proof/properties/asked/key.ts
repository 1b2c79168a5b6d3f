import { actionIs, both, resourceIs } from '../../../../packages/iam-proof/index.ts';
import { customerKey } from '../../promise/customer-key.ts';
import type { Places } from '../../promise/places.ts';
import { ownRoles } from '../../promise/role-rights.ts';
import { type Ask, askEach } from './ask.ts';

const USES_NOTHING = "nobody but a role of ours, and a plant into its stream, does anything with the customer's key";

/** All by which something is encrypted, decrypted or handed on. */
const USE = [
  'kms:CreateGrant',
  'kms:Decrypt',
  'kms:DeriveSharedSecret',
  'kms:Encrypt',
  'kms:Generate*',
  'kms:PutKeyPolicy',
  'kms:ReEncrypt*',
];

/** The promise on everybody who has no right on the key: what the others have is asked of them as plants and as roles. */
export function keyAsks(places: Places): Ask[] {
  const key = customerKey(places);
  if (key === undefined) return [];
  const ours = ownRoles(places).map(({ arn }) => arn);
  const uses = both(actionIs(...USE), resourceIs(key));
  return places.others
    .filter(({ arn }) => !ours.includes(arn))
    .flatMap((identity) => askEach(['identity', 'together'], places, USES_NOTHING, identity, uses));
}
