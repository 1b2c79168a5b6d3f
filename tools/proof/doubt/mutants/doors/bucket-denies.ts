/** A Deny of a bucket's policy that is lost, or whose condition is turned round. */

import { connectionDeny, goesBy, policyDocument, TLS, weak } from '../../edit/denies.ts';
import { asked, condition, lose, narrow, put, rename } from '../../edit/edits.ts';
import { BUCKETS, type BucketLayer } from '../../edit/find.ts';
import { type Assembly, isObject } from '../../edit/template.ts';
import { type Mutant, mistake } from '../../mutant.ts';
import type { Feature } from '../../stacks/features.ts';

/** Denies that a bucket's policy holds, by their sid. */
const SIDS: readonly (readonly [BucketLayer, string])[] = [
  ['landing', 'DenyPlantAllButPut'],
  ['landing', 'DenySenderOverwrite'],
  ['landing', 'DenyPlantCustomerKey'],
  ['landing', 'DenyPlantForeignKey'],
  ['landing', 'DenyPlantArchiveClass'],
  ['landing', 'DenyPlantPresigned'],
  ['bronze', 'DenyPutByOthers'],
  ['bronze', 'DenyTampering'],
];
/** Denies of landing that only some configurations have. */
const OPTIONAL: readonly (readonly [string, Feature])[] = [
  ['DenyAllButSwitched1', 'switches'],
  ['DenyElsewhere1', 'network'],
  ['DenyElsewhere2', 'network'],
];
const CONNECTION = { 'plain HTTP': TLS.plain, 'old TLS': TLS.old } as const;

function loseDeny(assembly: Assembly, layer: BucketLayer, sid: string): void {
  narrow(policyDocument(assembly, layer), 'Statement', (each) => isObject(each) && each.Sid === sid);
}

const LOST: readonly Mutant[] = [
  ...SIDS.map(([layer, sid]) =>
    mistake('resource', `${layer} lost its ${sid}`, (assembly) => loseDeny(assembly, layer, sid)),
  ),
  ...OPTIONAL.map(([sid, needs]) =>
    mistake(['resource', needs], `landing lost its ${sid}`, (assembly) => loseDeny(assembly, 'landing', sid)),
  ),
  ...BUCKETS.flatMap((layer) =>
    Object.entries(CONNECTION).map(([words, key]) =>
      mistake('resource', `${layer} lost its Deny on ${words}`, (assembly) =>
        narrow(policyDocument(assembly, layer), 'Statement', (each) => goesBy(each, key)),
      ),
    ),
  ),
];

/** Operator of a Deny's condition swapped for another. */
const operator = (layer: BucketLayer, sid: string, from: string, to: string): Mutant =>
  weak(layer, sid, `${sid} of ${layer} asks ${to} where it asked ${from}`, (of) => rename(condition(of), from, to));

/** A Null of a Deny's condition asks the other way round. */
const flipped = (sid: string): Mutant =>
  weak('landing', sid, `${sid} asks of its header the other way round`, (of) => {
    const header = asked(of, 'Null');
    for (const [key, value] of Object.entries(header)) header[key] = value === 'true' ? 'false' : 'true';
  });

const INVERTED: readonly Mutant[] = [
  operator('landing', 'DenyPlantAllButPut', 'ArnLike', 'ArnNotLike'),
  operator('landing', 'DenyPlantAllButPut', 'ArnLike', 'StringEquals'),
  operator('landing', 'DenySenderOverwrite', 'ArnLike', 'ArnNotLike'),
  operator('landing', 'DenyPlantForeignKey', 'StringNotEquals', 'StringEquals'),
  operator('landing', 'DenyPlantArchiveClass', 'StringNotEquals', 'StringEquals'),
  operator('landing', 'DenyPlantPresigned', 'StringNotEquals', 'StringEquals'),
  operator('bronze', 'DenyPutByOthers', 'ArnNotLike', 'ArnLike'),
  operator('bronze', 'DenyTampering', 'ArnNotLike', 'ArnLike'),
  ...['DenySenderOverwrite', 'DenyPlantCustomerKey', 'DenyPlantForeignKey', 'DenyPlantArchiveClass'].map(flipped),
  weak(
    'landing',
    'DenySenderOverwrite',
    'the Deny on overwriting holds while an upload begins and not when it ends',
    (of) => put(asked(of, 'Bool'), 's3:ObjectCreationOperation', 'false'),
  ),
  weak(
    'landing',
    'DenyPlantPresigned',
    'the Deny on presigned use spares every signature that begins with REST',
    (of) => {
      condition(of).StringNotLike = { 's3:authType': 'REST-*' };
      delete condition(of).StringNotEquals;
    },
  ),
  weak('landing', 'DenyPlantPresigned', 'signatures in the query string pass and those in the header do not', (of) =>
    put(asked(of, 'StringNotEquals'), 's3:authType', 'REST-QUERY-STRING'),
  ),
  weak('landing', 'DenyPlantArchiveClass', 'Glacier passes and every other class that a put names is refused', (of) =>
    put(asked(of, 'StringNotEquals'), 's3:x-amz-storage-class', 'GLACIER'),
  ),
  weak('landing', 'DenyPlantForeignKey', "objects with a key of KMS pass and those with AWS's own do not", (of) =>
    put(asked(of, 'StringNotEquals'), 's3:x-amz-server-side-encryption', 'aws:kms'),
  ),
  weak('landing', 'DenyPlantArchiveClass', 'a put that names no storage class is refused', (of) =>
    lose(condition(of), 'Null'),
  ),
  mistake('resource', 'the Deny on plain HTTP at landing holds over TLS instead', (assembly) =>
    put(asked(connectionDeny(assembly, 'landing', TLS.plain), 'Bool'), TLS.plain, 'true'),
  ),
  mistake('resource', 'the Deny on old TLS at landing begins below 1.0', (assembly) =>
    put(asked(connectionDeny(assembly, 'landing', TLS.old), 'NumericLessThan'), TLS.old, 1),
  ),
];

export const BUCKET_DENIES: readonly Mutant[] = [...LOST, ...INVERTED];
