/** A Deny of a bucket's policy that reaches fewer principals, actions or resources than it must. */

import { connectionDeny, TLS, weak } from '../../edit/denies.ts';
import { type At, change, type Edit, narrow, rename, set, together, unset, widen } from '../../edit/edits.ts';
import { type BucketLayer, cleaner, goldReader, intake, sender } from '../../edit/find.ts';
import { account, arnOf, type Given, nameOf, on, replaced, sessionOf } from '../../edit/given.ts';
import { aws } from '../../edit/rights.ts';
import { type Json, list, text } from '../../edit/template.ts';
import { type Mutant, mistakes } from '../../mutant.ts';

const PLANTS = 'Condition.ArnLike.aws:PrincipalArn';

/** Patterns that the Deny goes by are others, or fewer. */
const rewritten =
  (from: string | RegExp, to: string) =>
  (of: At): Edit =>
    change(of, PLANTS, (all) => list(all, PLANTS).map((each) => text(each, 'pattern').replace(from, to)));
const without =
  (part: string) =>
  (of: At): Edit =>
    narrow(of, PLANTS, (each) => String(each).includes(part));

const spares =
  (...actions: string[]) =>
  (of: At): Edit =>
    widen(of, 'NotAction', ...actions);
const asksToo =
  (operator: string, asked: { [key: string]: Given }) =>
  (of: At): Edit =>
    set(of, { [`Condition.${operator}`]: asked });
const goesBy =
  (who: Given) =>
  (of: At): Edit =>
    set(of, { [PLANTS]: who });

const ON_PLANTS = weak('landing', 'DenyPlantAllButPut', {
  'the Deny on plants goes by roles only': without(':user/'),
  'the Deny on plants goes by users only': without(':role/'),
  'the Deny on plants goes by nobody': goesBy([]),
  "the Deny on plants goes by another environment's path": rewritten(
    /\/airlock\/([^/]+)\/[^/]+\//,
    '/airlock/$1/stage/',
  ),
  'the Deny on plants goes by a path with a wrong word': rewritten('/plant/', '/plants/'),
  'the Deny on plants goes by a path that ends where the names begin': rewritten('/plant/*', '/plant/'),
  "the Deny on plants goes by another account's identities": rewritten(/::\d{12}:/, '::999999999999:'),
  'the Deny on plants goes by the path in other letters': rewritten('/plant/', '/Plant/'),
  'the Deny on plants goes by the ARN of a source and not of a principal': (of) => rename(of, PLANTS, 'aws:SourceArn'),
  "the Deny on plants goes by one plant's session": goesBy(sessionOf(sender)),
  'the Deny on plants also asks that MultiFactorAuthPresent be false': asksToo('Bool', {
    'aws:MultiFactorAuthPresent': 'false',
  }),
  'the Deny on plants also asks that ViaAWSService be false': asksToo('Bool', { 'aws:ViaAWSService': 'false' }),
  'the Deny on plants also asks that SecureTransport be false': asksToo('Bool', { 'aws:SecureTransport': 'false' }),
  'the Deny on plants spares reads of objects': spares('s3:GetObject'),
  'the Deny on plants spares every Get': spares('s3:Get*'),
  'the Deny on plants spares lists': spares('s3:ListBucket', 's3:ListBucketVersions'),
  'the Deny on plants spares deletes': spares('s3:DeleteObject'),
  'the Deny on plants refuses puts and spares the rest': (of) => rename(of, 'NotAction', 'Action'),
  'the Deny on plants is an Allow': (of) => set(of, { Effect: 'Allow' }),
  'the Deny on plants is on one of them': (of) => set(of, { Principal: aws(arnOf(sender)) }),
  'the Deny on plants is on all but a sender': (of) =>
    together(set(of, { NotPrincipal: { AWS: [account, arnOf(sender), sessionOf(sender)] } }), unset(of, 'Principal')),
});

const ON_USE: readonly Mutant[] = [
  ...weak('landing', 'DenySenderOverwrite', {
    'the Deny on overwriting goes by a name that no sender has': goesBy(replaced(arnOf(sender), /...$/, '')),
  }),
  ...weak('landing', 'DenyPlantPresigned', {
    'the Deny on presigned use also asks for an address on the internet': asksToo('NotIpAddress', {
      'aws:SourceIp': '10.0.0.0/8',
    }),
  }),
];

const exempt =
  (who: Given) =>
  (of: At): Edit =>
    widen(of, 'Condition.ArnNotLike.aws:PrincipalArn', who);
const sparing = (action: string): Mutant[] =>
  weak('bronze', 'DenyTampering', {
    [`the Deny on tampering spares ${action}`]: (of) => narrow(of, 'Action', (each) => each === action),
  });

const AT_BRONZE: readonly Mutant[] = [
  ...weak('bronze', 'DenyPutByOthers', {
    'bronze has a third writer': exempt(arnOf(cleaner)),
    'every role of the pipeline may put into bronze': exempt(replaced(arnOf(intake), nameOf(intake), '*')),
    'plants may put into bronze': exempt(replaced(arnOf(sender), nameOf(sender), '*')),
    "a role whose name begins with the intake's may put into bronze": exempt(replaced(arnOf(intake), /$/, '*')),
    'only lambdas are refused a put into bronze': (of) => set(of, { Principal: { Service: 'lambda.amazonaws.com' } }),
    "only the sites' prefixes of bronze are closed to others": (of) => set(of, { Resource: on('bronze/site=*') }),
  }),
  ...weak('bronze', 'DenyTampering', {
    'every role of the account may tamper with bronze': exempt(replaced(arnOf(sender), /:role\/.*/, ':role/*')),
    'a notebook may tamper with bronze': exempt(arnOf(goldReader)),
  }),
  ...sparing('s3:DeleteObjectVersion'),
  ...sparing('s3:PutBucketPolicy'),
  ...sparing('s3:BypassGovernanceRetention'),
  ...sparing('s3:PutLifecycleConfiguration'),
];

const isOfObjects = (arn: Json): boolean => JSON.stringify(arn).includes('/*');

/** A Deny that lost the bucket, or its objects. */
const halved = (layer: BucketLayer, sid: string): Mutant[] =>
  weak(layer, sid, {
    [`${sid} covers the bucket and no object`]: (of) => narrow(of, 'Resource', isOfObjects),
    [`${sid} covers the objects and not the bucket`]: (of) => narrow(of, 'Resource', (each) => !isOfObjects(each)),
  });

const SCOPE: readonly Mutant[] = [
  ...halved('landing', 'DenyPlantAllButPut'),
  ...halved('bronze', 'DenyTampering'),
  ...mistakes('resource', {
    'the Deny on plain HTTP at landing is on reads only': set(connectionDeny('landing', TLS.plain), {
      Action: 's3:GetObject',
    }),
    'the Deny on plain HTTP at gold covers the bucket and no object': narrow(
      connectionDeny('gold', TLS.plain),
      'Resource',
      isOfObjects,
    ),
  }),
];

export const DENY_SCOPE: readonly Mutant[] = [...ON_PLANTS, ...ON_USE, ...AT_BRONZE, ...SCOPE];
