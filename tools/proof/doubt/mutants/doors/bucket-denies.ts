/** A Deny of a bucket's policy that is lost, or whose condition is turned round. */

import { connectionDeny, goesBy, TLS, weak } from '../../edit/denies.ts';
import { type At, change, type Edit, narrow, rename, set, together, unset } from '../../edit/edits.ts';
import { BUCKETS, type BucketLayer, bucketPolicy } from '../../edit/find.ts';
import { hasSid } from '../../edit/statements.ts';
import { type Json, object } from '../../edit/template.ts';
import { type Mutant, mistake, mistakes, type Where } from '../../mutant.ts';

/** A Deny of a bucket's policy that is gone. */
const lost = (layer: BucketLayer, words: string, isIt: (each: Json) => boolean, where: Where = 'resource'): Mutant =>
  mistake(where, `${layer} lost its ${words}`, narrow(bucketPolicy(layer), 'PolicyDocument.Statement', isIt));
const lostSid = (layer: BucketLayer, sid: string, where?: Where): Mutant => lost(layer, sid, hasSid(sid), where);

const LOST: readonly Mutant[] = [
  lostSid('landing', 'DenyPlantAllButPut'),
  lostSid('landing', 'DenySenderOverwrite'),
  lostSid('landing', 'DenyPlantCustomerKey'),
  lostSid('landing', 'DenyPlantForeignKey'),
  lostSid('landing', 'DenyPlantArchiveClass'),
  lostSid('landing', 'DenyPlantPresigned'),
  lostSid('bronze', 'DenyPutByOthers'),
  lostSid('bronze', 'DenyTampering'),
  lostSid('landing', 'DenyAllButSwitched1', ['resource', 'switches']),
  lostSid('landing', 'DenyElsewhere1', ['resource', 'network']),
  lostSid('landing', 'DenyElsewhere2', ['resource', 'network']),
  ...BUCKETS.flatMap((layer) => [
    lost(layer, 'Deny on plain HTTP', goesBy(TLS.plain)),
    lost(layer, 'Deny on old TLS', goesBy(TLS.old)),
  ]),
];

/** Operator of a Deny's condition swapped for another. */
const operator = (layer: BucketLayer, sid: string, from: string, to: string): Mutant[] =>
  weak(layer, sid, {
    [`${sid} of ${layer} asks ${to} where it asked ${from}`]: (of) => rename(of, `Condition.${from}`, to),
  });

/** A Null of a Deny's condition asks the other way round. */
const flipped = (of: At): Edit =>
  change(of, 'Condition.Null', (value) => {
    const turned = Object.entries(object(value, 'Null')).map(([key, is]) => [key, is === 'true' ? 'false' : 'true']);
    return Object.fromEntries(turned);
  });

const NOT_EQUAL = 'Condition.StringNotEquals';

const INVERTED: readonly Mutant[] = [
  ...operator('landing', 'DenyPlantAllButPut', 'ArnLike', 'ArnNotLike'),
  ...operator('landing', 'DenyPlantAllButPut', 'ArnLike', 'StringEquals'),
  ...operator('landing', 'DenySenderOverwrite', 'ArnLike', 'ArnNotLike'),
  ...operator('landing', 'DenyPlantForeignKey', 'StringNotEquals', 'StringEquals'),
  ...operator('landing', 'DenyPlantArchiveClass', 'StringNotEquals', 'StringEquals'),
  ...operator('landing', 'DenyPlantPresigned', 'StringNotEquals', 'StringEquals'),
  ...operator('bronze', 'DenyPutByOthers', 'ArnNotLike', 'ArnLike'),
  ...operator('bronze', 'DenyTampering', 'ArnNotLike', 'ArnLike'),
  ...['DenySenderOverwrite', 'DenyPlantCustomerKey', 'DenyPlantForeignKey', 'DenyPlantArchiveClass'].flatMap((sid) =>
    weak('landing', sid, { [`${sid} asks of its header the other way round`]: flipped }),
  ),
  ...weak('landing', 'DenySenderOverwrite', {
    'the Deny on overwriting holds while an upload begins and not when it ends': (of) =>
      set(of, { 'Condition.Bool.s3:ObjectCreationOperation': 'false' }),
  }),
  ...weak('landing', 'DenyPlantPresigned', {
    'the Deny on presigned use spares every signature that begins with REST': (of) =>
      together(set(of, { 'Condition.StringNotLike': { 's3:authType': 'REST-*' } }), unset(of, NOT_EQUAL)),
    'signatures in the query string pass and those in the header do not': (of) =>
      set(of, { [`${NOT_EQUAL}.s3:authType`]: 'REST-QUERY-STRING' }),
  }),
  ...weak('landing', 'DenyPlantArchiveClass', {
    'Glacier passes and every other class that a put names is refused': (of) =>
      set(of, { [`${NOT_EQUAL}.s3:x-amz-storage-class`]: 'GLACIER' }),
    'a put that names no storage class is refused': (of) => unset(of, 'Condition.Null'),
  }),
  ...weak('landing', 'DenyPlantForeignKey', {
    "objects with a key of KMS pass and those with AWS's own do not": (of) =>
      set(of, { [`${NOT_EQUAL}.s3:x-amz-server-side-encryption`]: 'aws:kms' }),
  }),
  ...mistakes('resource', {
    'the Deny on plain HTTP at landing holds over TLS instead': set(connectionDeny('landing', TLS.plain), {
      [`Condition.Bool.${TLS.plain}`]: 'true',
    }),
    'the Deny on old TLS at landing begins below 1.0': set(connectionDeny('landing', TLS.old), {
      [`Condition.NumericLessThan.${TLS.old}`]: 1,
    }),
  }),
];

export const BUCKET_DENIES: readonly Mutant[] = [...LOST, ...INVERTED];
