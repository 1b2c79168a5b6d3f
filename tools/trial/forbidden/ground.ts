import { PutObjectCommand, type PutObjectCommandInput, type S3Client } from '@aws-sdk/client-s3';
import type { Config, Profile } from '../../../lib/config/config.ts';
import type { StreamFeed } from '../../demo/stream/stream.ts';
import type { Clients } from '../aws.ts';
import { probeFolder } from '../identity.ts';

/** A request that an identity tries and that must be refused. */
export interface Verb {
  readonly service: string;
  readonly name: string;
  readonly target: string;
  readonly send: (clients: Clients) => Promise<unknown>;

  /** Done by the owner before each try, so that what the request is about exists. */
  readonly prepare?: (owner: Clients) => Promise<unknown>;
  readonly cleanUp?: (owner: Clients) => Promise<unknown>;
}

/** Where a trial takes place: an identity's own prefix, and another site's. */
export interface Ground {
  readonly buckets: Config['buckets'];
  readonly site: string;
  readonly profile: Profile;
  readonly otherSite: string;
  readonly otherProfile: Profile;
  readonly runPrefix: string;
  /** What other sites streamed just before. */
  readonly otherStreams: readonly StreamFeed[];
}

/** Where an identity's own probes lie. */
export function ownProbes({ site, profile, runPrefix }: Ground): string {
  return probeFolder(site, profile, runPrefix);
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
