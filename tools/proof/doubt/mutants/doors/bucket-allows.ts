/** An Allow in a bucket's policy. Landing has none, and no other bucket has one for a plant, a notebook or a stranger. */

import { add, lets, remove, unset } from '../../edit/edits.ts';
import { type BucketLayer, bucket, bucketPolicy, goldReader, integrator, sender } from '../../edit/find.ts';
import {
  account,
  arnOf,
  bucketName,
  FOREIGN,
  FOREIGN_ACCOUNT,
  type Given,
  type GivenObject,
  on,
  onAll,
  ref,
  sessionOf,
} from '../../edit/given.ts';
import { allowed, aws } from '../../edit/rights.ts';
import { allowTo } from '../../edit/statements.ts';
import { type Mutant, mistake, mistakes } from '../../mutant.ts';

const READ = 's3:GetObject';

/** One more Allow in a bucket's policy. */
const opens = (layer: BucketLayer, words: string, added: GivenObject): Mutant =>
  mistake('resource', `${layer}'s policy lets ${words}`, lets(bucketPolicy(layer), 'PolicyDocument', added));

const reads = (layer: BucketLayer, words: string, Principal: GivenObject, Condition?: GivenObject): Mutant =>
  opens(layer, `${words} read`, { Principal, Action: READ, Resource: on(`${layer}/*`), Condition });

const ALLOWS: readonly Mutant[] = [
  reads('landing', 'a sender', aws(arnOf(sender))),
  reads('landing', "a sender's session", aws(sessionOf(sender))),
  reads('landing', "a PI Integrator's user", aws(arnOf(integrator))),
  reads('landing', 'everybody', aws('*')),
  reads('landing', 'the account', aws(account)),
  reads('landing', 'another account', aws(FOREIGN)),
  reads('landing', 'a content delivery network', { Service: 'cloudfront.amazonaws.com' }),
  reads('landing', 'everybody of an organization', aws('*'), { StringEquals: { 'aws:PrincipalOrgID': 'o-plant' } }),
  reads('landing', "everybody on the plant's path", aws('*'), {
    ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/airlock/*' },
  }),
  reads('bronze', 'everybody from an address', { AWS: ['*'] }, { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }),
  reads('bronze', 'a notebook', aws(arnOf(goldReader))),
  reads('silver', "a sender's session", aws(sessionOf(sender))),
  reads('gold', 'everybody', aws('*')),
  reads('access-logs', "a PI Integrator's user", aws(arnOf(integrator))),
  opens('gold', 'a notebook write', {
    Principal: aws(arnOf(goldReader)),
    Action: 's3:PutObject',
    Resource: on('gold/*'),
  }),
  opens('landing', 'all but the account read', { NotPrincipal: aws(account), Action: READ, Resource: on('landing/*') }),
  opens('landing', 'a sender do all but delete', {
    Principal: aws(arnOf(sender)),
    NotAction: 's3:DeleteObject',
    Resource: onAll('landing'),
  }),
  opens('landing', 'a sender read what is not manifests', {
    Principal: aws(arnOf(sender)),
    Action: READ,
    NotResource: on('landing/*.manifest.json'),
  }),
  opens('landing', 'another account put objects', {
    Principal: aws(FOREIGN_ACCOUNT),
    Action: 's3:PutObject',
    Resource: on('landing/*'),
  }),
  opens('bronze', 'access points of another account answer for it', {
    Principal: '*',
    Action: 's3:*',
    Resource: onAll('bronze'),
    Condition: { StringEquals: { 's3:DataAccessPointAccount': FOREIGN_ACCOUNT } },
  }),
  opens('landing', 'a sender list it', {
    Principal: aws(sessionOf(sender)),
    Action: 's3:ListBucket',
    Resource: on('landing'),
  }),
];

/** The Allow by which S3 writes access logs. */
const logging = allowTo(bucketPolicy('access-logs'), 'PolicyDocument', 'logging.s3.amazonaws.com');

/** A document by which a principal reads landing. */
const openTo = (AWS: Given): GivenObject => allowed({ Principal: { AWS }, Action: READ, Resource: on('landing/*') });

const POLICIES = mistakes('resource', {
  'access logs come from any bucket of any account': unset(logging, 'Condition'),
  'access logs come from any bucket of the account': unset(logging, 'Condition.ArnLike'),
  'landing has no policy': remove(bucketPolicy('landing')),
  'bronze has no policy': remove(bucketPolicy('bronze')),
  'gold has no policy': remove(bucketPolicy('gold')),
  'landing has a second policy': add(bucket('landing'), 'Second', 'AWS::S3::BucketPolicy', {
    Bucket: ref(bucket('landing')),
    PolicyDocument: openTo(arnOf(sender)),
  }),
  'landing has a second policy in another stack': add(sender, 'Second', 'AWS::S3::BucketPolicy', {
    Bucket: bucketName('landing'),
    PolicyDocument: openTo('*'),
  }),
});

export const BUCKET_ALLOWS: readonly Mutant[] = [...ALLOWS, ...POLICIES];
