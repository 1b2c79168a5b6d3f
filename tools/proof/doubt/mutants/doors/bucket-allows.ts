/** An Allow in a bucket's policy. Landing has none, and no other bucket has one for a plant, a notebook or a stranger. */

import {
  account,
  arnOf,
  aws,
  both,
  bucketArn,
  bucketName,
  FOREIGN,
  FOREIGN_ACCOUNT,
  objects,
  principal,
  session,
  sessionOf,
} from '../../edit/arn.ts';
import { policyDocument } from '../../edit/denies.ts';
import { add, condition, lose, remove, statement, statements } from '../../edit/edits.ts';
import { type BucketLayer, bucket, bucketPolicy, goldReader, integrator, sender } from '../../edit/find.ts';
import { documentOf } from '../../edit/rights.ts';
import { type Assembly, isObject, type JsonObject } from '../../edit/template.ts';
import { type Mutant, mistake } from '../../mutant.ts';

const READ = 's3:GetObject';

/** One more Allow in a bucket's policy. */
const lets = (layer: BucketLayer, words: string, added: (assembly: Assembly) => JsonObject): Mutant =>
  mistake('resource', `${layer}'s policy lets ${words}`, (assembly) =>
    statements(policyDocument(assembly, layer)).push({ Effect: 'Allow', ...added(assembly) }),
  );

const reads = (layer: BucketLayer, words: string, who: (assembly: Assembly) => JsonObject, when?: JsonObject): Mutant =>
  lets(layer, `${words} read`, (assembly) => ({
    Principal: who(assembly),
    Action: READ,
    Resource: objects(assembly, layer),
    ...(when && { Condition: when }),
  }));

const ALLOWS: readonly Mutant[] = [
  reads('landing', 'a sender', aws(arnOf(sender))),
  reads('landing', "a sender's session", aws(sessionOf(sender))),
  reads('landing', "a PI Integrator's user", aws(arnOf(integrator))),
  reads('landing', 'everybody', aws('*')),
  reads('landing', 'the account', aws(account)),
  reads('landing', 'another account', aws(FOREIGN)),
  reads('landing', 'a content delivery network', () => ({ Service: 'cloudfront.amazonaws.com' })),
  reads('landing', 'everybody of an organization', aws('*'), {
    StringEquals: { 'aws:PrincipalOrgID': 'o-plant' },
  }),
  reads('landing', "everybody on the plant's path", aws('*'), {
    ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/airlock/*' },
  }),
  reads('bronze', 'everybody from an address', () => ({ AWS: ['*'] }), { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }),
  reads('bronze', 'a notebook', aws(arnOf(goldReader))),
  reads('silver', "a sender's session", aws(sessionOf(sender))),
  reads('gold', 'everybody', aws('*')),
  reads('access-logs', "a PI Integrator's user", aws(arnOf(integrator))),
  lets('gold', 'a notebook write', (assembly) => ({
    Principal: { AWS: principal(goldReader(assembly)) },
    Action: 's3:PutObject',
    Resource: objects(assembly, 'gold'),
  })),
  lets('landing', 'all but the account read', (assembly) => ({
    NotPrincipal: { AWS: account(assembly) },
    Action: READ,
    Resource: objects(assembly, 'landing'),
  })),
  lets('landing', 'a sender do all but delete', (assembly) => ({
    Principal: { AWS: principal(sender(assembly)) },
    NotAction: 's3:DeleteObject',
    Resource: both(assembly, 'landing'),
  })),
  lets('landing', 'a sender read what is not manifests', (assembly) => ({
    Principal: { AWS: principal(sender(assembly)) },
    Action: READ,
    NotResource: objects(assembly, 'landing', '*.manifest.json'),
  })),
  lets('landing', 'another account put objects', (assembly) => ({
    Principal: { AWS: FOREIGN_ACCOUNT },
    Action: 's3:PutObject',
    Resource: objects(assembly, 'landing'),
  })),
  lets('bronze', 'access points of another account answer for it', (assembly) => ({
    Principal: '*',
    Action: 's3:*',
    Resource: both(assembly, 'bronze'),
    Condition: { StringEquals: { 's3:DataAccessPointAccount': FOREIGN_ACCOUNT } },
  })),
  lets('landing', 'a sender list it', (assembly) => ({
    Principal: { AWS: session(sender(assembly), 'plant') },
    Action: 's3:ListBucket',
    Resource: bucketArn(assembly, 'landing'),
  })),
];

/** The Allow by which S3 writes access logs. */
function logging(assembly: Assembly): JsonObject {
  return statement(policyDocument(assembly, 'access-logs'), 'that lets S3 log', (each) => {
    return each.Effect === 'Allow' && isObject(each.Principal) && each.Principal.Service === 'logging.s3.amazonaws.com';
  });
}

const LOGS: readonly Mutant[] = [
  mistake('resource', 'access logs come from any bucket of any account', (assembly) =>
    lose(logging(assembly), 'Condition'),
  ),
  mistake('resource', 'access logs come from any bucket of the account', (assembly) =>
    lose(condition(logging(assembly)), 'ArnLike'),
  ),
];

const POLICIES: readonly Mutant[] = [
  ...(['landing', 'bronze', 'gold'] as const).map((layer) =>
    mistake('resource', `${layer} has no policy`, (assembly) => remove(bucketPolicy(assembly, layer))),
  ),
  mistake('resource', 'landing has a second policy', (assembly) => {
    const { Bucket } = bucketPolicy(assembly, 'landing').properties;
    const PolicyDocument = openTo(assembly, principal(sender(assembly)));
    add(bucket(assembly, 'landing'), 'Second', 'AWS::S3::BucketPolicy', { Bucket, PolicyDocument });
  }),
  mistake('resource', 'landing has a second policy in another stack', (assembly) => {
    const PolicyDocument = openTo(assembly, '*');
    const Bucket = bucketName(assembly, 'landing');
    add(sender(assembly), 'Second', 'AWS::S3::BucketPolicy', { Bucket, PolicyDocument });
  }),
];

/** A document by which a principal reads landing. */
function openTo(assembly: Assembly, AWS: string): JsonObject {
  const read = { Effect: 'Allow', Principal: { AWS }, Action: READ, Resource: objects(assembly, 'landing') };
  return documentOf(read);
}

export const BUCKET_ALLOWS: readonly Mutant[] = [...ALLOWS, ...LOGS, ...POLICIES];
