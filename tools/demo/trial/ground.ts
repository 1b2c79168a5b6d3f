import { PutObjectCommand, type PutObjectCommandInput, type S3Client } from '@aws-sdk/client-s3';
import type { Config, Profile } from '../../../lib/config.ts';
import { landingPrefix, PROBE_VIEW } from '../../../lib/contract.ts';
import type { Clients } from '../aws.ts';
import type { TriedStream } from './streams.ts';

/** A request that an identity tries. */
export interface Verb {
  readonly name: string;
  readonly target: string;
  readonly wanted: 'refused' | 'accepted';
  readonly send: (clients: Clients) => Promise<unknown>;

  /** Done by the owner before each try, so that what the request is about exists. */
  readonly prepare?: (owner: Clients) => Promise<unknown>;
  readonly cleanUp?: (owner: Clients) => Promise<unknown>;
}

/** Where a trial takes place: an identity's own prefix, another site's, and objects known to exist. */
export interface Ground {
  readonly buckets: Config['buckets'];
  readonly site: string;
  readonly profile: Profile;
  readonly otherSite: string;
  readonly otherProfile: Profile;
  readonly runPrefix: string;
  /** Every stream of the deployment. */
  readonly streams: readonly TriedStream[];
  /** An object in each layer. */
  readonly existing: Readonly<Record<'bronze' | 'silver' | 'gold', string>>;
}

/** Where an identity's probes lie. */
export function probeFolder({ site, profile, runPrefix }: Ground): string {
  return `${landingPrefix(site, profile)}view=${PROBE_VIEW}/run=${runPrefix}/`;
}

/** Puts a probe object. */
export function put(
  s3: S3Client,
  Bucket: string,
  Key: string,
  more: Partial<PutObjectCommandInput> = {},
): Promise<{ VersionId?: string | undefined }> {
  return s3.send(new PutObjectCommand({ Bucket, Key, Body: 'probe', ContentType: 'text/plain', ...more }));
}

/** Header with which a profile must put: only then is a refusal due to the place and not to the form. */
export function formOf({ profile }: Ground): Partial<PutObjectCommandInput> {
  return profile === 'sender' ? { IfNoneMatch: '*' } : {};
}
