/** Rights too many in a plant's identity policy, as if no other layer stood behind it: reads, prefixes and streams. */

import { bucketName, type On, objects, on, prefixOf, streamArn, whereabouts } from '../../edit/arn.ts';
import { allowing, identityDocuments, narrow, put, statements, widen } from '../../edit/edits.ts';
import { integrator, type Place, sender } from '../../edit/find.ts';
import { rights } from '../../edit/rights.ts';
import { type Assembly, isObject, type Json, listed, object } from '../../edit/template.ts';
import { type Mutant, mistake } from '../../mutant.ts';

const ownOf = (who: Place): string => objects(who.assembly, 'landing', `${prefixOf(who).own}*`);
const own: On = (assembly) => ownOf(sender(assembly));
const landing = on('landing');

const sends = rights('identity', 'a sender', sender);
const feeds = rights('identity', 'a PI Integrator', integrator);

const READS: readonly Mutant[] = [
  sends('reads its own objects', 's3:GetObject', own),
  sends('reads older versions of its own objects', 's3:GetObjectVersion', own),
  sends('reads the attributes of its own objects', 's3:GetObjectAttributes', own),
  sends('reads the tags of its own objects', 's3:GetObjectTagging', own),
  sends('lists landing', 's3:ListBucket', landing),
  sends('lists its own prefix', 's3:ListBucket', landing, { StringLike: { 's3:prefix': 'site=*' } }),
  sends('lists the versions of landing', 's3:ListBucketVersions', landing),
  sends('lists the uploads of landing', 's3:ListBucketMultipartUploads', landing),
  sends('lists the parts of its own uploads', 's3:ListMultipartUploadParts', own),
  sends('reads by an action written in other letters', 'S3:getobject', own),
  sends('reads by a question mark in the action', 's3:?etObject', own),
  sends('may do everything of S3 with its own objects', 's3:*', own),
  sends('may do every action that ends in Object', 's3:*Object', own),
  sends('may do everything', '*', '*'),
  sends('reads from the addresses of the plant', 's3:GetObject', own, { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }),
  sends('reads until the end of a migration', 's3:GetObject', own, {
    DateLessThan: { 'aws:CurrentTime': '2099-01-01T00:00:00Z' },
  }),
  sends('reads what bears a tag', 's3:GetObject', own, { StringEquals: { 's3:ExistingObjectTag/released': 'yes' } }),
  sends('reads gold', 's3:GetObject', on('gold/*')),
  sends('writes into bronze past the intake', 's3:PutObject', on('bronze/*')),
  mistake('identity', 'a read hides in the list of what a sender may do', (assembly) =>
    widen(
      allowing(sender(assembly), 's3:PutObject'),
      'Action',
      's3:PutObjectTagging',
      's3:Get*',
      's3:AbortMultipartUpload',
    ),
  ),
  feeds('reads its own objects', 's3:GetObject', (assembly) => ownOf(integrator(assembly))),
  mistake('identity', 'a sender may do all but delete', (assembly) => {
    const of = sender(assembly);
    statementsOf(of).push({ Effect: 'Allow', NotAction: 's3:DeleteObject', Resource: ownOf(of) });
  }),
  mistake('identity', 'a sender puts objects anywhere but into gold', (assembly) => {
    const NotResource = objects(assembly, 'gold');
    statementsOf(sender(assembly)).push({ Effect: 'Allow', Action: 's3:PutObject', NotResource });
  }),
];

/** A prefix that a sender's puts have in place of its own. */
const prefix = (name: string, keys: (own: string, site: string) => string): Mutant =>
  mistake('identity', name, (assembly) => {
    const of = sender(assembly);
    const { own: prefixed, site } = prefixOf(of);
    allowing(of, 's3:PutObject').Resource = objects(assembly, 'landing', keys(prefixed, site));
  });

/** A bucket that a sender's puts name in place of landing. */
const anyBucket = (name: string, arn: (landingName: string) => string): Mutant =>
  mistake('identity', name, (assembly) => {
    const of = sender(assembly);
    allowing(of, 's3:PutObject').Resource = `${arn(bucketName(assembly, 'landing'))}/${prefixOf(of).own}*`;
  });

const PREFIXES: readonly Mutant[] = [
  prefix("a sender's prefix lost its closing slash", (of) => `${of.slice(0, -1)}*`),
  prefix("a sender's prefix ends within the site's name", (_, site) => `site=${site}*`),
  prefix("a sender's prefix is that of every feeder of its site", (_, site) => `site=${site}/*`),
  prefix("a sender's prefix is that of every site", (of, site) => of.replace(`site=${site}`, 'site=*').concat('*')),
  prefix("a sender's prefix has a question mark in the site", (of, site) =>
    of.replace(site, `${site.slice(0, -1)}?`).concat('*'),
  ),
  prefix("a sender's prefix is all of landing", () => '*'),
  prefix("a sender's prefix begins in other letters", (of) => `${of.replace('site=', 'Site=')}*`),
  prefix("a sender's prefix has a Cyrillic letter", (of) => `${of.replace('e', 'е')}*`),
  prefix("a sender's prefix has a slash of full width", (of) => `${of.slice(0, -1)}／*`),
  prefix("a sender's prefix has an encoded slash", (of) => `${of.replace('/', '%2F')}*`),
  prefix("a sender's prefix follows a tag of its session", (of, site) =>
    of.replace(site, '$' + '{aws:PrincipalTag/site}').concat('*'),
  ),
  mistake('identity', "a PI Integrator's prefix follows its user name", (assembly) => {
    const of = integrator(assembly);
    const { own: prefixed, site } = prefixOf(of);
    const keys = prefixed.replace(site, '$' + '{aws:username}').concat('*');
    allowing(of, 's3:PutObject').Resource = objects(assembly, 'landing', keys);
  }),
  mistake('identity', "a PI Integrator's prefix lost all that follows the site", (assembly) => {
    const of = integrator(assembly);
    allowing(of, 's3:PutObject').Resource = objects(assembly, 'landing', `site=${prefixOf(of).site}*`);
  }),
  mistake('identity', "a sender also writes under another site's prefix", (assembly) =>
    widen(allowing(sender(assembly), 's3:PutObject'), 'Resource', ownOf(integrator(assembly))),
  ),
  anyBucket('a sender writes under its prefix in every bucket', () => 'arn:aws:s3:::*'),
  anyBucket("a sender's bucket is any whose name begins with landing's", (name) => `arn:aws:s3:::${name}*`),
  mistake('identity', 'a sender puts objects anywhere', (assembly) =>
    put(allowing(sender(assembly), 's3:PutObject'), 'Resource', '*'),
  ),
  mistake(['identity', 'network on a stream'], 'a sender may put into its stream from anywhere', (assembly) => {
    const [document] = identityDocuments(sender(assembly));
    const isOfNetwork = (each: Json): boolean => isObject(each) && each.Sid === 'DenyStreamFromElsewhere';
    narrow(object(document, 'policy document'), 'Statement', isOfNetwork);
  }),
  mistake('identity', 'a sender may put nothing any more', (assembly) => {
    const [document] = identityDocuments(sender(assembly));
    const puts = (each: Json): boolean => isObject(each) && listed(each.Action).includes('s3:PutObject');
    narrow(object(document, 'policy document'), 'Statement', puts);
  }),
];

/** A stream that a sender's records go to in place of its own. */
const toStream = (name: string, arn: (own: string, assembly: Assembly) => string): Mutant =>
  mistake('identity', name, (assembly) =>
    put(allowing(sender(assembly), 'kinesis:PutRecord'), 'Resource', arn(streamArn(assembly), assembly)),
  );

const STREAMS: readonly Mutant[] = [
  sends('reads records of its own stream', ['kinesis:GetShardIterator', 'kinesis:GetRecords'], streamArn),
  sends(
    'subscribes as a consumer of its own stream',
    'kinesis:SubscribeToShard',
    (assembly) => `${streamArn(assembly)}/consumer/*`,
  ),
  sends('registers a consumer of its own stream', 'kinesis:RegisterStreamConsumer', streamArn),
  sends('may do everything with its own stream', 'kinesis:*', streamArn),
  sends('reads its stream by a verb in a list', ['kinesis:ListShards', 'kinesis:Get*', 'kinesis:PutRecord'], streamArn),
  sends('deletes its own stream', 'kinesis:DeleteStream', streamArn),
  toStream("a sender's stream is any whose name begins with its own", (of) => `${of}*`),
  toStream("a sender puts records into every site's stream", (_, assembly) =>
    streamArn(assembly).replace(/stream\/.*/, `stream/airlock-${assembly.environment}-*`),
  ),
  toStream("a sender's stream is in any region", (of, assembly) => of.replace(whereabouts(assembly).region, '*')),
  toStream("a sender's stream is in any account", (of, assembly) => of.replace(whereabouts(assembly).account, '*')),
  toStream("a sender's stream is in any partition, region and account", (of) =>
    of.replace(/^arn:aws:kinesis:[^:]*:[^:]*:/, 'arn:*:kinesis:*:*:'),
  ),
];

function statementsOf(who: Place): Json[] {
  const [document] = identityDocuments(who);
  return statements(document);
}

export const IDENTITY: readonly Mutant[] = [...READS, ...PREFIXES, ...STREAMS];
