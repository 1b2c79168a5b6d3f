/** A key of KMS whose policy lets somebody decrypt, or hand on its use. */

import { account, FOREIGN, FOREIGN_ACCOUNT, principal, session } from '../../edit/arn.ts';
import { add, set, statements } from '../../edit/edits.ts';
import { find, goldReader, integrator, sender, stream } from '../../edit/find.ts';
import { documentOf } from '../../edit/rights.ts';
import type { Assembly, Json, JsonObject } from '../../edit/template.ts';
import { type Mutant, mistake } from '../../mutant.ts';

/** A customer's key for the stream, its policy one statement wider than the account's. */
const streamKey = (name: string, added: (assembly: Assembly) => JsonObject): Mutant =>
  mistake('key', name, (assembly) => {
    const owner = { Effect: 'Allow', Principal: { AWS: account(assembly) }, Action: 'kms:*', Resource: '*' };
    const given = { Effect: 'Allow', Resource: '*', ...added(assembly) };
    const KeyPolicy = documentOf(owner, given);
    add(stream(assembly), 'StreamKey', 'AWS::KMS::Key', { EnableKeyRotation: true, KeyPolicy });
    set(stream(assembly), 'StreamEncryption', { EncryptionType: 'KMS', KeyId: { Ref: 'StreamKey' } });
  });

/** The key of Kubernetes' secrets, its policy one statement wider. */
const secretsKey = (name: string, added: (assembly: Assembly) => JsonObject): Mutant =>
  mistake(['key', 'kubeflow'], name, (assembly) => {
    const key = find(assembly, 'AWS::KMS::Key', "the secrets' of Kubernetes", () => true);
    statements(key.properties.KeyPolicy).push({ Effect: 'Allow', Resource: '*', ...added(assembly) });
  });

const by = (AWS: Json, Action: Json, Condition?: JsonObject): JsonObject => ({
  Principal: { AWS },
  Action,
  ...(Condition && { Condition }),
});

export const KEYS: readonly Mutant[] = [
  streamKey("a stream's key lets a sender decrypt", (assembly) => by(principal(sender(assembly)), 'kms:Decrypt')),
  streamKey("a stream's key lets a sender's session decrypt", (assembly) =>
    by(session(sender(assembly), 'plant'), 'kms:Decrypt'),
  ),
  streamKey("a stream's key lets a sender hand its use on", (assembly) =>
    by(principal(sender(assembly)), 'kms:CreateGrant'),
  ),
  streamKey("a stream's key lets a sender re-encrypt", (assembly) =>
    by(principal(sender(assembly)), ['kms:ReEncryptFrom', 'kms:ReEncryptTo']),
  ),
  streamKey("a stream's key lets a PI Integrator do everything with it", (assembly) =>
    by(principal(integrator(assembly)), 'kms:*'),
  ),
  streamKey("a stream's key lets everybody decrypt who comes by Kinesis", () =>
    by('*', 'kms:Decrypt', { StringLike: { 'kms:ViaService': 'kinesis.*.amazonaws.com' } }),
  ),
  streamKey("a stream's key lets another account decrypt", () => by(FOREIGN, ['kms:Decrypt', 'kms:DescribeKey'])),
  streamKey("a stream's key lets all but deletions be done by another account", () => ({
    Principal: { AWS: FOREIGN_ACCOUNT },
    NotAction: 'kms:ScheduleKeyDeletion',
  })),
  streamKey("a stream's key lets all but the account decrypt", (assembly) => ({
    NotPrincipal: { AWS: account(assembly) },
    Action: 'kms:Decrypt',
  })),
  streamKey("a stream's key lets a sender replace its policy", (assembly) =>
    by(principal(sender(assembly)), 'kms:PutKeyPolicy'),
  ),
  secretsKey("the key of Kubernetes' secrets lets a sender decrypt", (assembly) =>
    by(principal(sender(assembly)), 'kms:Decrypt'),
  ),
  secretsKey("the key of Kubernetes' secrets lets everybody use it", () => by('*', 'kms:*')),
  secretsKey("the key of Kubernetes' secrets lets a notebook hand its use on", (assembly) =>
    by(principal(goldReader(assembly)), 'kms:CreateGrant', { Bool: { 'kms:GrantIsForAWSResource': 'false' } }),
  ),
  mistake('unresolved', 'a replica of a key lets another account decrypt', (assembly) => {
    const PrimaryKeyArn = `arn:aws:kms:eu-west-1:${FOREIGN_ACCOUNT}:key/mrk-00000000000000000000000000000001`;
    const decrypt = { Effect: 'Allow', Resource: '*', ...by(FOREIGN, 'kms:Decrypt') };
    const KeyPolicy = documentOf(decrypt);
    add(stream(assembly), 'Replica', 'AWS::KMS::ReplicaKey', { PrimaryKeyArn, KeyPolicy });
  }),
];
