/** A permissions boundary that holds less back than the profile needs, or is not there. */

import { lets, set, together, unset, widen } from '../../edit/edits.ts';
import { boundaryOf, integrator, sender } from '../../edit/find.ts';
import { account, type Given, type GivenObject, on, onAll, property, replaced, streamArn } from '../../edit/given.ts';
import { allowing, allows, statement } from '../../edit/statements.ts';
import { type Mutant, mistake, mistakes } from '../../mutant.ts';

const BOUNDARY_OF = 'PermissionsBoundary';

const BOUNDED = ['boundary', 'boundary'] as const;

/** One more Allow in the boundary of the senders. */
const passes = (words: string, added: GivenObject): Mutant =>
  mistake(BOUNDED, `the senders' boundary lets through ${words}`, lets(boundaryOf(sender), 'PolicyDocument', added));
const letsThrough = (words: string, Action: Given, Resource: Given): Mutant => passes(words, { Action, Resource });

/** The statement of the senders' boundary that lets puts through. */
const puts = statement(boundaryOf(sender), 'PolicyDocument', 'that lets puts through', allows('s3:PutObject'));

export const BOUNDARY: readonly Mutant[] = [
  letsThrough('everything', '*', '*'),
  letsThrough('everything of S3', 's3:*', onAll('landing')),
  letsThrough('reads of landing', 's3:GetObject', on('landing/*')),
  letsThrough('reads hidden in a list', ['s3:PutObject', 's3:Get*'], on('landing/*')),
  letsThrough('lists of landing', 's3:ListBucket', on('landing')),
  letsThrough('puts below the prefix of another site', 's3:PutObject', on('landing/site=north-refinery/*')),
  letsThrough('puts into bronze', 's3:PutObject', on('bronze/*')),
  letsThrough('reads of streams', ['kinesis:GetShardIterator', 'kinesis:GetRecords'], streamArn),
  letsThrough('the use of keys that another profile needs', 'kms:Decrypt', '*'),
  letsThrough('the assumption of roles', 'sts:AssumeRole', '*'),
  letsThrough('new access keys', 'iam:CreateAccessKey', '*'),
  passes('all but deletes', { NotAction: 's3:Delete*', Resource: on('landing/*') }),
  passes('puts anywhere but into gold', { Action: 's3:PutObject', NotResource: on('gold/*') }),
  ...mistakes(BOUNDED, {
    'a sender has no boundary': unset(sender, BOUNDARY_OF),
    'a PI Integrator has no boundary': unset(integrator, BOUNDARY_OF),
    'a PI Integrator has the boundary of the senders': set(integrator, {
      [BOUNDARY_OF]: property(sender, BOUNDARY_OF),
    }),
    "the senders' boundary lets puts through anywhere": set(puts, { Resource: '*' }),
    "the senders' boundary lets puts through under every prefix": set(puts, { Resource: on('landing/*') }),
    "the senders' boundary lets through a read beside the puts": widen(puts, 'Action', 's3:GetObjectVersion'),
    "a sender's rights and its boundary both let it read": together(
      widen(puts, 'Action', 's3:GetObject'),
      widen(allowing(sender, 's3:PutObject'), 'Action', 's3:GetObject'),
    ),
  }),
  ...mistakes(['unresolved', 'boundary'], {
    "a sender's boundary is a policy of AWS": set(sender, { [BOUNDARY_OF]: 'arn:aws:iam::aws:policy/PowerUserAccess' }),
    "a sender's boundary is a policy that no stack makes": set(sender, {
      [BOUNDARY_OF]: replaced(account, ':root', ':policy/plant-boundary'),
    }),
  }),
];
