/** ARNs as literal text: a mistake reads the same whichever stack it is made in. */

import { identityDocuments } from './edits.ts';
import { BUCKETS, type BucketLayer, bucket, type Place, stream } from './find.ts';
import { type Assembly, type Json, type JsonObject, text } from './template.ts';

/** An account that has no business here, and it as a principal. */
export const FOREIGN_ACCOUNT = '999999999999';
export const FOREIGN = `arn:aws:iam::${FOREIGN_ACCOUNT}:root`;
export const FOREIGN_BUCKET = 'bucket-of-somebody-else';

/** Account and region, as the alarms' ARNs have them. */
export function whereabouts(assembly: Assembly): { account: string; region: string } {
  const [, region, account] = /arn:aws:sns:([a-z0-9-]+):(\d{12}):/.exec(JSON.stringify(assembly.templates)) ?? [];
  if (region === undefined || account === undefined)
    throw new Error(`no ARN in ${assembly.environment} names an account`);
  return { account, region };
}

export function bucketName(assembly: Assembly, layer: BucketLayer): string {
  return text(bucket(assembly, layer).properties.BucketName, 'BucketName');
}

export function bucketArn(assembly: Assembly, layer: BucketLayer): string {
  return `arn:aws:s3:::${bucketName(assembly, layer)}`;
}

/** ARN of a bucket's objects with a prefix, or of all. */
export function objects(assembly: Assembly, layer: BucketLayer, keys = '*'): string {
  return `${bucketArn(assembly, layer)}/${keys}`;
}

/** A value that a mistake names in whatever assembly it is planted. */
export type On<T extends Json = Json> = (assembly: Assembly) => T;

/** The ARN of a bucket, or of what lies below it: `on('bronze')`, `on('bronze/site=*')`. */
export function on(place: BucketLayer | `${BucketLayer}/${string}`): On<string> {
  const layer = BUCKETS.find((each) => place === each || place.startsWith(`${each}/`)) ?? 'landing';
  return (assembly) => `${bucketArn(assembly, layer)}${place.slice(layer.length)}`;
}

export function onAll(layer: BucketLayer): On {
  return (assembly) => both(assembly, layer);
}

export function onRegional(service: string, rest: string): On<string> {
  return (assembly) => regional(assembly, service, rest);
}

/** The ARN of somebody, or of a session of the plant's. */
export function arnOf(who: (assembly: Assembly) => Place): On<string> {
  return (assembly) => principal(who(assembly));
}

export function sessionOf(who: (assembly: Assembly) => Place): On<string> {
  return (assembly) => session(who(assembly), 'plant');
}

/** A principal element. */
export function aws(who: string | On<string>): On<JsonObject> {
  return (assembly) => ({ AWS: typeof who === 'string' ? who : who(assembly) });
}

/** A bucket and its objects. */
export function both(assembly: Assembly, layer: BucketLayer): string[] {
  return [bucketArn(assembly, layer), objects(assembly, layer)];
}

export function streamArn(assembly: Assembly): string {
  const { account, region } = whereabouts(assembly);
  return `arn:aws:kinesis:${region}:${account}:stream/${text(stream(assembly).properties.Name, 'Name')}`;
}

/** ARN of a role or user. */
export function principal(who: Place): string {
  const { account } = whereabouts(who.assembly);
  const kind = who.resource.Type === 'AWS::IAM::User' ? 'user' : 'role';
  return `arn:aws:iam::${account}:${kind}${text(who.properties.Path, 'Path')}${nameOf(who)}`;
}

/** ARN of a role's session, which a permissions boundary does not hold back. */
export function session(role: Place, name: string): string {
  return `arn:aws:sts::${whereabouts(role.assembly).account}:assumed-role/${nameOf(role)}/${name}`;
}

export function nameOf(who: Place): string {
  return text(who.properties.RoleName ?? who.properties.UserName, `name of ${who.id}`);
}

export function account(assembly: Assembly): string {
  return `arn:aws:iam::${whereabouts(assembly).account}:root`;
}

/** `arn:aws:<service>:<region>:<account>:<rest>`. */
export function regional(assembly: Assembly, service: string, rest: string): string {
  const { account: owner, region } = whereabouts(assembly);
  return `arn:aws:${service}:${region}:${owner}:${rest}`;
}

/** An attribute of a resource, for what stands in its own stack. */
export function attribute(place: Place, name = 'Arn'): JsonObject {
  return { 'Fn::GetAtt': [place.id, name] };
}

/** Prefix, with its closing slash, that a plant's identity may write under, and what it is made of. */
export function prefixOf(who: Place): { site: string; feeder: string; own: string } {
  const [own, site, feeder] =
    /site=([a-z0-9-]+)\/feeder=([a-z-]+)\//.exec(JSON.stringify(identityDocuments(who))) ?? [];
  if (own === undefined || site === undefined || feeder === undefined) throw new Error(`${who.id} has no prefix`);
  return { site, feeder, own };
}
