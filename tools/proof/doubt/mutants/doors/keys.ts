/** A key of KMS whose policy lets somebody decrypt, or hand on its use. */

import { add, lets, set, together } from '../../edit/edits.ts';
import { find, goldReader, integrator, sender, stream } from '../../edit/find.ts';
import { account, arnOf, FOREIGN, FOREIGN_ACCOUNT, type Given, type GivenObject, sessionOf } from '../../edit/given.ts';
import { allowed, aws } from '../../edit/rights.ts';
import { type Mutant, mistake, mistakes } from '../../mutant.ts';

const open = (added: GivenObject): GivenObject => ({ Effect: 'Allow', Resource: '*', ...added });
const OWNER = open({ Principal: aws(account), Action: 'kms:*' });

/** A customer's key for the stream, its policy one statement wider than the account's. */
const streamKey = (words: string, added: GivenObject): Mutant =>
  mistake(
    'key',
    `a stream's key lets ${words}`,
    together(
      add(stream, 'StreamKey', 'AWS::KMS::Key', {
        EnableKeyRotation: true,
        KeyPolicy: { Version: '2012-10-17', Statement: [OWNER, open(added)] },
      }),
      set(stream, { StreamEncryption: { EncryptionType: 'KMS', KeyId: { Ref: 'StreamKey' } } }),
    ),
  );

const ofSecrets = find('AWS::KMS::Key', "the secrets' of Kubernetes", ({ properties }) =>
  String(properties.Description).includes('Kubernetes'),
);

/** The key of Kubernetes' secrets, its policy one statement wider. */
const secretsKey = (words: string, added: GivenObject): Mutant =>
  mistake(
    ['key', 'kubeflow'],
    `the key of Kubernetes' secrets lets ${words}`,
    lets(ofSecrets, 'KeyPolicy', open(added)),
  );

const by = (AWS: Given, Action: Given, Condition?: GivenObject): GivenObject => ({
  Principal: { AWS },
  Action,
  Condition,
});

export const KEYS: readonly Mutant[] = [
  streamKey('a sender decrypt', by(arnOf(sender), 'kms:Decrypt')),
  streamKey("a sender's session decrypt", by(sessionOf(sender), 'kms:Decrypt')),
  streamKey('a sender hand its use on', by(arnOf(sender), 'kms:CreateGrant')),
  streamKey('a sender re-encrypt', by(arnOf(sender), ['kms:ReEncryptFrom', 'kms:ReEncryptTo'])),
  streamKey('a PI Integrator do everything with it', by(arnOf(integrator), 'kms:*')),
  streamKey(
    'everybody decrypt who comes by Kinesis',
    by('*', 'kms:Decrypt', { StringLike: { 'kms:ViaService': 'kinesis.*.amazonaws.com' } }),
  ),
  streamKey('another account decrypt', by(FOREIGN, ['kms:Decrypt', 'kms:DescribeKey'])),
  streamKey('all but deletions be done by another account', {
    Principal: { AWS: FOREIGN_ACCOUNT },
    NotAction: 'kms:ScheduleKeyDeletion',
  }),
  streamKey('all but the account decrypt', { NotPrincipal: aws(account), Action: 'kms:Decrypt' }),
  streamKey('a sender replace its policy', by(arnOf(sender), 'kms:PutKeyPolicy')),
  secretsKey('a sender decrypt', by(arnOf(sender), 'kms:Decrypt')),
  secretsKey('everybody use it', by('*', 'kms:*')),
  secretsKey(
    'a notebook hand its use on',
    by(arnOf(goldReader), 'kms:CreateGrant', { Bool: { 'kms:GrantIsForAWSResource': 'false' } }),
  ),
  ...mistakes('unresolved', {
    'a replica of a key lets another account decrypt': add(stream, 'Replica', 'AWS::KMS::ReplicaKey', {
      PrimaryKeyArn: `arn:aws:kms:eu-west-1:${FOREIGN_ACCOUNT}:key/mrk-00000000000000000000000000000001`,
      KeyPolicy: allowed({ Resource: '*', ...by(FOREIGN, 'kms:Decrypt') }),
    }),
  }),
];
