/** Rights too many in a plant's identity policy, as if no other layer stood behind it: reads, prefixes and streams. */

import { append, type Edit, narrow, set, widen } from '../../edit/edits.ts';
import { type Finder, integrator, sender } from '../../edit/find.ts';
import {
  bucketName,
  type GivenObject,
  type On,
  on,
  ownObjects,
  prefixOf,
  replaced,
  streamArn,
  whereabouts,
} from '../../edit/given.ts';
import { rights } from '../../edit/rights.ts';
import { allowing, documentOf, hasSid } from '../../edit/statements.ts';
import { isObject, listed } from '../../edit/template.ts';
import { type Mutant, mistake, mistakes } from '../../mutant.ts';

const own = ownObjects(sender);
const landing = on('landing');

const sends = rights('identity', 'a sender', sender);
const feeds = rights('identity', 'a PI Integrator', integrator);
const lets = (statement: GivenObject): Edit =>
  append(documentOf(sender), 'Statement', { Effect: 'Allow', ...statement });
const puts = allowing(sender, 's3:PutObject');

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
  feeds('reads its own objects', 's3:GetObject', ownObjects(integrator)),
  ...mistakes('identity', {
    'a read hides in the list of what a sender may do': widen(
      puts,
      'Action',
      's3:PutObjectTagging',
      's3:Get*',
      's3:AbortMultipartUpload',
    ),
    'a sender may do all but delete': lets({ NotAction: 's3:DeleteObject', Resource: own }),
    'a sender puts objects anywhere but into gold': lets({ Action: 's3:PutObject', NotResource: on('gold/*') }),
  }),
];

/** Objects that a plant's puts have in place of its own. */
const putsUnder = (who: Finder, keys: (own: string, site: string) => string): Edit =>
  set(allowing(who, 's3:PutObject'), {
    Resource: (assembly) => {
      const { own: prefix, site } = prefixOf(who(assembly));
      return `${on('landing')(assembly)}/${keys(prefix, site)}`;
    },
  });
/** A prefix that a sender's puts have in place of its own. */
const prefix = (words: string, keys: (own: string, site: string) => string): Mutant =>
  mistake('identity', `a sender's prefix ${words}`, putsUnder(sender, keys));

/** A variable of a policy. */
const variable = (name: string): string => `$\{${name}}`;

const PREFIXES: readonly Mutant[] = [
  prefix('lost its closing slash', (of) => `${of.slice(0, -1)}*`),
  prefix("ends within the site's name", (_, site) => `site=${site}*`),
  prefix('is that of every feeder of its site', (_, site) => `site=${site}/*`),
  prefix('is that of every site', (of, site) => `${of.replace(`site=${site}`, 'site=*')}*`),
  prefix('has a question mark in the site', (of, site) => `${of.replace(site, `${site.slice(0, -1)}?`)}*`),
  prefix('is all of landing', () => '*'),
  prefix('begins in other letters', (of) => `${of.replace('site=', 'Site=')}*`),
  prefix('has a Cyrillic letter', (of) => `${of.replace('e', 'е')}*`),
  prefix('has a slash of full width', (of) => `${of.slice(0, -1)}／*`),
  prefix('has an encoded slash', (of) => `${of.replace('/', '%2F')}*`),
  prefix('follows a tag of its session', (of, site) => `${of.replace(site, variable('aws:PrincipalTag/site'))}*`),
  ...mistakes('identity', {
    "a PI Integrator's prefix follows its user name": putsUnder(integrator, (of, site) =>
      of.replace(site, variable('aws:username')).concat('*'),
    ),
    "a PI Integrator's prefix lost all that follows the site": putsUnder(integrator, (_, site) => `site=${site}*`),
    "a sender also writes under another site's prefix": widen(puts, 'Resource', ownObjects(integrator)),
    'a sender writes under its prefix in every bucket': set(puts, {
      Resource: replaced(own, bucketName('landing'), '*'),
    }),
    "a sender's bucket is any whose name begins with landing's": set(puts, {
      Resource: replaced(own, bucketName('landing'), (assembly) => `${bucketName('landing')(assembly)}*`),
    }),
    'a sender puts objects anywhere': set(puts, { Resource: '*' }),
    'a sender may put nothing any more': narrow(
      documentOf(sender),
      'Statement',
      (each) => isObject(each) && listed(each.Action).includes('s3:PutObject'),
    ),
  }),
  ...mistakes(['identity', 'network on a stream'], {
    'a sender may put into its stream from anywhere': narrow(
      documentOf(sender),
      'Statement',
      hasSid('DenyStreamFromElsewhere'),
    ),
  }),
];

/** A stream that a sender's records go to in place of its own. */
const toStream = (name: string, from: string | RegExp | On<string>, to: string | On<string>): Mutant =>
  mistake('identity', name, set(allowing(sender, 'kinesis:PutRecord'), { Resource: replaced(streamArn, from, to) }));

const STREAMS: readonly Mutant[] = [
  sends('reads records of its own stream', ['kinesis:GetShardIterator', 'kinesis:GetRecords'], streamArn),
  sends(
    'subscribes as a consumer of its own stream',
    'kinesis:SubscribeToShard',
    replaced(streamArn, /$/, '/consumer/*'),
  ),
  sends('registers a consumer of its own stream', 'kinesis:RegisterStreamConsumer', streamArn),
  sends('may do everything with its own stream', 'kinesis:*', streamArn),
  sends('reads its stream by a verb in a list', ['kinesis:ListShards', 'kinesis:Get*', 'kinesis:PutRecord'], streamArn),
  sends('deletes its own stream', 'kinesis:DeleteStream', streamArn),
  toStream("a sender's stream is any whose name begins with its own", /$/, '*'),
  toStream(
    "a sender puts records into every site's stream",
    /stream\/.*/,
    ({ environment }) => `stream/airlock-${environment}-*`,
  ),
  toStream("a sender's stream is in any region", (assembly) => whereabouts(assembly).region, '*'),
  toStream("a sender's stream is in any account", (assembly) => whereabouts(assembly).account, '*'),
  toStream(
    "a sender's stream is in any partition, region and account",
    /^arn:aws:kinesis:[^:]*:[^:]*:/,
    'arn:*:kinesis:*:*:',
  ),
];

export const IDENTITY: readonly Mutant[] = [...READS, ...PREFIXES, ...STREAMS];
