/** A permissions boundary that holds less back than the profile needs, or is not there. */

import { account, type On, objects, on, onAll, streamArn } from '../../edit/arn.ts';
import { allowing, put, set, statement, statements, unset, widen } from '../../edit/edits.ts';
import { boundaryOf, integrator, type Place, sender } from '../../edit/find.ts';
import { type Assembly, type Json, type JsonObject, listed } from '../../edit/template.ts';
import { type Layer, type Mutant, mistake } from '../../mutant.ts';

const bounded = (name: string, edit: (assembly: Assembly) => void, layer: Layer = 'boundary'): Mutant =>
  mistake([layer, 'boundary'], name, edit);

/** One more Allow in the boundary of the senders. */
const lets = (words: string, added: (assembly: Assembly) => JsonObject): Mutant =>
  bounded(`the senders' boundary lets through ${words}`, (assembly) =>
    statements(document(sender(assembly))).push({ Effect: 'Allow', ...added(assembly) }),
  );

const letsThrough = (words: string, Action: Json, of: string | On): Mutant =>
  lets(words, (assembly) => ({ Action, Resource: typeof of === 'string' ? of : of(assembly) }));

function document(who: Place): Json | undefined {
  return boundaryOf(who).properties.PolicyDocument;
}

/** The statement of the senders' boundary that lets puts through. */
function puts(assembly: Assembly): JsonObject {
  const is = (each: JsonObject): boolean => each.Effect === 'Allow' && listed(each.Action).includes('s3:PutObject');
  return statement(document(sender(assembly)), 'that lets puts through', is);
}

export const BOUNDARY: readonly Mutant[] = [
  bounded('a sender has no boundary', (assembly) => unset(sender(assembly), 'PermissionsBoundary')),
  bounded('a PI Integrator has no boundary', (assembly) => unset(integrator(assembly), 'PermissionsBoundary')),
  bounded('a PI Integrator has the boundary of the senders', (assembly) =>
    set(integrator(assembly), 'PermissionsBoundary', sender(assembly).properties.PermissionsBoundary ?? null),
  ),
  bounded(
    "a sender's boundary is a policy of AWS",
    (assembly) => set(sender(assembly), 'PermissionsBoundary', 'arn:aws:iam::aws:policy/PowerUserAccess'),
    'unresolved',
  ),
  bounded(
    "a sender's boundary is a policy that no stack makes",
    (assembly) =>
      set(sender(assembly), 'PermissionsBoundary', account(assembly).replace(':root', ':policy/plant-boundary')),
    'unresolved',
  ),
  letsThrough('everything', '*', '*'),
  letsThrough('everything of S3', 's3:*', onAll('landing')),
  letsThrough('reads of landing', 's3:GetObject', on('landing/*')),
  letsThrough('reads hidden in a list', ['s3:PutObject', 's3:Get*'], on('landing/*')),
  letsThrough('lists of landing', 's3:ListBucket', on('landing')),
  letsThrough('puts into bronze', 's3:PutObject', on('bronze/*')),
  letsThrough('reads of streams', ['kinesis:GetShardIterator', 'kinesis:GetRecords'], streamArn),
  letsThrough('the use of keys that another profile needs', 'kms:Decrypt', '*'),
  letsThrough('the assumption of roles', 'sts:AssumeRole', '*'),
  letsThrough('new access keys', 'iam:CreateAccessKey', '*'),
  lets('all but deletes', (assembly) => ({ NotAction: 's3:Delete*', Resource: objects(assembly, 'landing') })),
  lets('puts anywhere but into gold', (assembly) => ({
    Action: 's3:PutObject',
    NotResource: objects(assembly, 'gold'),
  })),
  bounded("the senders' boundary lets puts through anywhere", (assembly) => put(puts(assembly), 'Resource', '*')),
  bounded("the senders' boundary lets puts through under every prefix", (assembly) =>
    put(puts(assembly), 'Resource', objects(assembly, 'landing')),
  ),
  bounded("the senders' boundary lets through a read beside the puts", (assembly) =>
    widen(puts(assembly), 'Action', 's3:GetObjectVersion'),
  ),
  bounded("a sender's rights and its boundary both let it read", (assembly) => {
    widen(puts(assembly), 'Action', 's3:GetObject');
    widen(allowing(sender(assembly), 's3:PutObject'), 'Action', 's3:GetObject');
  }),
];
