/** Values that a mistake names in whatever assembly it is planted; ARNs are literal text, whichever stack they stand in. */

import { BUCKETS, type BucketLayer, bucket, type Finder, identityDocuments, type Place, stream } from './find.ts';
import { type Assembly, type Json, type JsonObject, text } from './template.ts';

/** A value that only the assembly knows. */
export type On<T extends Json = Json> = (assembly: Assembly) => T;

/** A value as it stands, or with parts that only the assembly knows. */
export type Given = Json | On | Given[] | GivenObject;

export interface GivenObject {
  [key: string]: Given | undefined;
}

/** An account that has no business here, and it as a principal. */
export const FOREIGN_ACCOUNT = '999999999999';
export const FOREIGN = `arn:aws:iam::${FOREIGN_ACCOUNT}:root`;
export const FOREIGN_BUCKET = 'bucket-of-somebody-else';
export const FOREIGN_ARN = `arn:aws:s3:::${FOREIGN_BUCKET}`;

/** The value in an assembly, without what was given as nothing. */
export function given(value: Given, assembly: Assembly): Json {
  if (typeof value === 'function') return value(assembly);
  if (Array.isArray(value)) return value.map((each) => given(each, assembly));
  return typeof value === 'object' && value !== null ? givenObject(value, assembly) : value;
}

export function givenObject(value: GivenObject, assembly: Assembly): JsonObject {
  const entries = Object.entries(value).flatMap(([key, each]) =>
    each === undefined ? [] : [[key, given(each, assembly)] as const],
  );
  return Object.fromEntries(entries);
}

/** Account and region, as the alarms' ARNs have them. */
export function whereabouts(assembly: Assembly): { account: string; region: string } {
  const [, region, account] = /arn:aws:sns:([a-z0-9-]+):(\d{12}):/.exec(JSON.stringify(assembly.templates)) ?? [];
  if (region === undefined || account === undefined)
    throw new Error(`no ARN in ${assembly.environment} names an account`);
  return { account, region };
}

/** A text of a resource's properties. */
export function textOf(of: Finder, property: string): On<string> {
  return (assembly) => text(of(assembly).properties[property], property);
}

export function bucketName(layer: BucketLayer): On<string> {
  return textOf(bucket(layer), 'BucketName');
}

/** The ARN of a bucket, or of what lies below it: `on('bronze')`, `on('bronze/site=*')`. */
export function on(place: BucketLayer | `${BucketLayer}/${string}`): On<string> {
  const layer = BUCKETS.find((each) => place === each || place.startsWith(`${each}/`)) ?? 'landing';
  return (assembly) => `arn:aws:s3:::${bucketName(layer)(assembly)}${place.slice(layer.length)}`;
}

/** A bucket and its objects. */
export function onAll(layer: BucketLayer): On[] {
  return [on(layer), on(`${layer}/*`)];
}

/** `arn:aws:<service>:<region>:<account>:<rest>`. */
export function onRegional(service: string, rest: string | On<string>): On<string> {
  return (assembly) => {
    const { account: owner, region } = whereabouts(assembly);
    return `arn:aws:${service}:${region}:${owner}:${typeof rest === 'string' ? rest : rest(assembly)}`;
  };
}

export const streamArn = onRegional('kinesis', (assembly) => `stream/${textOf(stream, 'Name')(assembly)}`);

export const account: On<string> = (assembly) => `arn:aws:iam::${whereabouts(assembly).account}:root`;

/** The name of a role or user. */
export function nameOf(who: Finder): On<string> {
  return (assembly) => {
    const { properties, id } = who(assembly);
    return text(properties.RoleName ?? properties.UserName, `name of ${id}`);
  };
}

/** The ARN of a role or user. */
export function arnOf(who: Finder): On<string> {
  return (assembly) => {
    const { resource, properties } = who(assembly);
    const kind = resource.Type === 'AWS::IAM::User' ? 'user' : 'role';
    return account(assembly).replace('root', `${kind}${text(properties.Path, 'Path')}${nameOf(who)(assembly)}`);
  };
}

/** The ARN of a session of the plant's, which a permissions boundary does not hold back. */
export function sessionOf(who: Finder): On<string> {
  return (assembly) => `arn:aws:sts::${whereabouts(assembly).account}:assumed-role/${nameOf(who)(assembly)}/plant`;
}

/** A text with a part of it replaced. */
export function replaced(value: On<string>, from: RegExp | string | On<string>, to: string | On<string>): On<string> {
  return (assembly) => value(assembly).replace(textIn(from, assembly), textIn(to, assembly));
}

function textIn<T extends string | RegExp>(value: T | On<string>, assembly: Assembly): T | string {
  return typeof value === 'function' ? value(assembly) : value;
}

/** References to a resource and to an attribute of it, for what stands in its own stack. */
export function ref(to: Finder): On {
  return (assembly) => ({ Ref: to(assembly).id });
}

export function attribute(of: Finder, name = 'Arn'): On {
  return (assembly) => ({ 'Fn::GetAtt': [of(assembly).id, name] });
}

/** A property of a resource, as it stands. */
export function property(of: Finder, name: string): On {
  return (assembly) => of(assembly).properties[name] ?? null;
}

/** Prefix, with its closing slash, that a plant's identity may write under, and the site in it. */
export function prefixOf(who: Place): { site: string; own: string } {
  const [own, site] = /site=([a-z0-9-]+)\/feeder=[a-z-]+\//.exec(JSON.stringify(identityDocuments(who))) ?? [];
  if (own === undefined || site === undefined) throw new Error(`${who.id} has no prefix`);
  return { site, own };
}

/** The objects below it. */
export function ownObjects(who: Finder): On<string> {
  return (assembly) => `${on('landing')(assembly)}/${prefixOf(who(assembly)).own}*`;
}
