import { aws_iam as iam, type aws_kms as kms, type aws_s3 as s3 } from 'aws-cdk-lib';
import type { Network, Profile, SwitchName } from '../config/config.ts';
import { type Deployment, landingPrefix } from '../contract/index.ts';
import { keyStatements } from '../encryption/key-rights.ts';
import { INTEGRATOR_SWITCHES, type Scope } from './integrator-switches.ts';
import { elsewhere } from './plant-network.ts';

/** The customer's key of the streams, and the region in whose Kinesis it is used. */
interface StreamKey {
  readonly key: kms.IKey;
  readonly region: string;
}

/** Rights of one site's feeder: to put below its own prefix, and what is named here. */
export interface PlantGrant {
  readonly site: string;

  /**
   * ARN of the stream that it may put records into.
   *
   * @default - none
   */
  readonly streamArn?: string;

  /**
   * Key under which the stream's records are encrypted: putting one asks for a right on it.
   *
   * @default - AWS's own, which asks for none
   */
  readonly streamKey?: StreamKey | undefined;

  /** S3 verbs beside putting; a sender has none. */
  readonly allow: readonly SwitchName[];

  /** From where alone it may put into its stream; `null`: from anywhere. */
  readonly network: Network | null;
}

/** Parts that every identity of a plant is made of. */
export interface PlantIdentityProps {
  readonly deployment: Deployment;
  readonly landing: s3.IBucket;
  readonly grant: PlantGrant;

  /** The most that the identity can do. */
  readonly boundary: iam.IManagedPolicy;
}

/**
 * Everything that the identities of a profile may do, written by hand: a CDK grant would add reads, tags and key use. With
 * one grant it is an identity's own policy, with those of all sites the boundary of each.
 */
export function plantStatements(
  landing: s3.IBucket,
  profile: Profile,
  grants: readonly PlantGrant[],
): iam.PolicyStatement[] {
  const ownObjects = grants.map(({ site }) => landing.arnForObjects(`${landingPrefix(site, profile)}*`));
  return [
    // Multipart uploads need no more: creating, filling and completing one is PutObject.
    allow('PutOwnPrefix', ['s3:PutObject'], ownObjects),
    allow('AbortOwnUpload', ['s3:AbortMultipartUpload'], ownObjects),
    ...streamStatements(profile, grants),
    ...switchStatements(landing, profile, grants),
  ];
}

/**
 * Statements against sessions: AWS lets whoever holds a static key open one, which would go on for up to 36 hours after the
 * key was revoked. A sender has nothing but sessions.
 */
export function sessionStatements(profile: Profile): iam.PolicyStatement[] {
  if (profile === 'sender') return [];
  return [
    new iam.PolicyStatement({
      sid: 'DenySession',
      effect: iam.Effect.DENY,
      actions: ['*'],
      resources: ['*'],
      conditions: { Null: { 'aws:TokenIssueTime': 'false' } },
    }),
  ];
}

/** Statements against an identity that calls from elsewhere; landing's own policy says the same of landing. */
export function networkStatements({ streamArn, network }: PlantGrant): iam.PolicyStatement[] {
  if (streamArn === undefined || network === null) return [];
  return [
    new iam.PolicyStatement({
      sid: 'DenyStreamFromElsewhere',
      effect: iam.Effect.DENY,
      actions: ['kinesis:*'],
      resources: ['*'],
      conditions: elsewhere(network),
    }),
  ];
}

function streamStatements(profile: Profile, grants: readonly PlantGrant[]): iam.PolicyStatement[] {
  const streams = grants.flatMap(({ streamArn }) => streamArn ?? []);
  if (streams.length === 0) return [];
  const put = ['kinesis:PutRecord', 'kinesis:PutRecords'];
  const key = streamKeyStatements(grants);
  if (profile === 'sender') return [allow('PutOwnStream', put, streams), ...key];
  return [
    // AVEVA documents these of PI Integrator. It looks its stream up among all, and AWS narrows that verb to no stream.
    allow('PutOwnStream', ['kinesis:DescribeStream', ...put], streams),
    allow('FindStream', ['kinesis:ListStreams'], ['*']),
    ...key,
  ];
}

/** To encrypt what it puts into its own stream, and never to decrypt: what it wrote, it cannot read back. */
function streamKeyStatements(grants: readonly PlantGrant[]): iam.PolicyStatement[] {
  const { key, region = '' } = grants.find(({ streamKey }) => streamKey !== undefined)?.streamKey ?? {};
  return keyStatements(key, region, { writesStreams: grants.flatMap(({ streamArn }) => streamArn ?? []) });
}

function switchStatements(landing: s3.IBucket, profile: Profile, grants: readonly PlantGrant[]): iam.PolicyStatement[] {
  return Object.entries(INTEGRATOR_SWITCHES).flatMap(([name, { actions, scope, conditions }]) => {
    const sites = grants.filter((grant) => grant.allow.some((each) => each === name)).map(({ site }) => site);
    if (sites.length === 0) return [];
    const resources: Record<Scope, string[]> = {
      'all-buckets': ['*'],
      'landing-bucket': [landing.bucketArn],
      'own-objects': sites.map((site) => landing.arnForObjects(`${landingPrefix(site, profile)}*`)),
    };
    return [allow(sidOf(name), [...actions], resources[scope], conditions?.(sites))];
  });
}

/** `list-own-prefix` as `AllowListOwnPrefix`. */
function sidOf(name: string): string {
  return `Allow${name.replace(/(^|-)([a-z])/g, (_match, _dash, letter: string) => letter.toUpperCase())}`;
}

function allow(
  sid: string,
  actions: string[],
  resources: string[],
  conditions?: Record<string, Record<string, string[]>>,
): iam.PolicyStatement {
  return new iam.PolicyStatement({ sid, actions, resources, ...(conditions && { conditions }) });
}
