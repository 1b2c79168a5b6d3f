/**
 * Words that the stacks, the Lambdas and the jobs share: names, paths and keys. Pure, and free of any CDK import, so that
 * a Lambda can bundle it.
 */

import words from '../../contract/words.json' with { type: 'json' };

export * from './access-key.ts';
export * from './crawls.ts';
export * from './key-fault.ts';
export * from './names.ts';
export * from './notes.ts';
export * from './partition.ts';

/** Prefix, with its closing slash, of all that a site puts into landing. */
export function sitePrefix(site: string): string {
  return `site=${site}/`;
}

/** Prefix, with its closing slash, under which a site's feeder may put objects into landing. */
export function landingPrefix(site: string, profile: string): string {
  return `${sitePrefix(site)}feeder=${profile}/`;
}

const LANDING_KEY = new RegExp(words.landing.key);
const SITE_PREFIX = new RegExp(`${words.landing.key.split('/')[0]}/`);

/** The site under whose prefix a key of landing stands, whatever else is wrong with the key. */
export function siteOf(key: string): string | undefined {
  return SITE_PREFIX.exec(key)?.[1];
}

/** The parts of a landing key, or undefined where it is not `site=…/feeder=…/view=…/<name>`. */
export function parseLandingKey(key: string): { site: string; feeder: string; view: string } | undefined {
  const [, site, feeder, view] = LANDING_KEY.exec(key) ?? [];
  return site !== undefined && feeder !== undefined && view !== undefined ? { site, feeder, view } : undefined;
}

/** Bytes of UTF-8 that the key of an S3 object may have. */
export const MAX_KEY_BYTES = words.maxKeyBytes;

/** Bronze key of one landing version's bytes. */
export function bronzeKey(key: string, versionId: string): string {
  return `${key}.${versionId}`;
}

/** An identity of a plant that may do more than all others at landing, or only from somewhere. */
export interface PlantException {
  readonly principalArn: string;

  /** Actions beside putting that it may do. */
  readonly actions: readonly string[];

  /**
   * Condition of a policy that holds of a call from where the identity may not call.
   *
   * @default - it may call from anywhere
   */
  readonly elsewhere?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

/** The view that a stream feeds. */
export interface StreamPlace {
  readonly site: string;
  readonly feeder: string;
  readonly view: string;
}

/** Folder, within a view, of what came by stream. */
export const STREAM_FOLDER = words.bronze.stream;

/** Bronze key of the records of one shard from `first` to `last`, both sequence numbers. */
export function streamKey({ site, feeder, view }: StreamPlace, shard: string, first: string, last: string): string {
  return `${landingPrefix(site, feeder)}view=${view}/${STREAM_FOLDER}${shard}/${first}-${last}.parquet`;
}

/** Version id in the note on a stream object: its key names its records, so that it has one version only. */
export const STREAM_VERSION = words.bronze.streamVersion;

/** Patterns of every stream object's key and of the keys of the notes on them. */
export const STREAM_KEYS = `${landingPrefix('*', '*')}view=*/${STREAM_FOLDER}*`;
export const STREAM_NOTE_KEYS = `${words.bronze.notes.received}*,${STREAM_VERSION}/${STREAM_KEYS}`;

/** Prefix under which Lambda keeps the batches that it gave up; the name is AWS's, not ours. */
export const ON_FAILURE_PREFIX = words.silver.onFailure;

/** Prefix of silver under which the tasks of a run hand rows to one another. */
export const EXCHANGE_PREFIX = words.silver.exchange;

/** Key in silver of the word on which execution of the state machine has the turn. */
export const TURN_KEY = words.silver.turn;

/** Suffix of the manifest that our sender puts after its data. */
export const MANIFEST_SUFFIX = words.landing.manifestSuffix;

/** View under which an identity may try what it may do; the intake notes such an object and lets it no further. */
export const PROBE_VIEW = words.views.probe;

/** View under which a sender tells what its tags are. */
export const TAGS_VIEW = words.views.tags;

/** Why the intake refuses a landing version: codes of contract/reasons.csv. */
export const REFUSALS = words.refusals;

/** Name of the file, beside a function's code, of what a stack tells it at length. */
export const SETTINGS_FILE = 'settings.json';

/** Environment variables by which a stack tells a Lambda what it works on. */
export const ENVIRONMENT = {
  bronzeBucket: 'BRONZE_BUCKET',
  buildGoldJob: 'BUILD_GOLD_JOB',
  cleanJob: 'CLEAN_JOB',
  clockSkewSeconds: 'CLOCK_SKEW_SECONDS',
  deployment: 'DEPLOYMENT',
  keyMaxAgeDays: 'KEY_MAX_AGE_DAYS',
  landingBucket: 'LANDING_BUCKET',
  maxObjectBytes: 'MAX_OBJECT_BYTES',
  queueUrl: 'QUEUE_URL',
  silverBucket: 'SILVER_BUCKET',
} as const;
