import {
  CfnOutput,
  Duration,
  type aws_iam as iam,
  type aws_kms as kms,
  Stack,
  type StackProps,
  aws_s3 as s3,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { AlarmTopic } from '../alarms/alarm-topic.ts';
import type { Config, Feeder, Profile } from '../config/config.ts';
import { certificateAuthority } from '../config/load-config.ts';
import { plantSecretName } from '../contract/index.ts';
import { PiIntegratorKeys } from '../extraction/pi-integrator-keys.ts';
import { PiIntegratorUser } from '../extraction/pi-integrator-user.ts';
import { PlantBoundary } from '../extraction/plant-boundary.ts';
import { grantOf, grantsOf } from '../extraction/plant-grants.ts';
import type { PlantIdentityProps } from '../extraction/plant-policy.ts';
import { SenderRole } from '../extraction/sender-role.ts';
import { TrustAnchor } from '../extraction/trust-anchor.ts';
import { LandingIntake } from '../ingestion/landing-intake.ts';
import { SiteStream } from '../ingestion/site-stream.ts';
import { StreamAlarms } from '../ingestion/stream-alarms.ts';
import { type StreamSource, StreamToBronze } from '../ingestion/stream-to-bronze.ts';
import { removalOf } from './removal.ts';

export interface IngestionStackProps extends StackProps {
  readonly config: Config;
  readonly key: kms.IKey | undefined;
}

/** What every identity of a plant is made for. */
interface Door {
  readonly config: Config;
  readonly landing: s3.IBucket;
  readonly key: kms.IKey | undefined;
}

type SenderFeeder = Extract<Feeder, { profile: 'sender' }>;

/** Both doors of the airlock: one write-only identity for each site's feeder, its stream, and the ways into bronze. */
export class IngestionStack extends Stack {
  readonly #boundaries = new Map<Profile, iam.IManagedPolicy>();
  readonly #integrators = new Map<string, PiIntegratorUser>();
  #anchor: TrustAnchor | undefined;

  constructor(scope: Construct, id: string, props: IngestionStackProps) {
    super(scope, id, props);
    const { config, key } = props;
    const landing = s3.Bucket.fromBucketName(this, 'Landing', config.buckets.landing);
    const bronze = s3.Bucket.fromBucketName(this, 'Bronze', config.buckets.bronze);
    const silver = s3.Bucket.fromBucketName(this, 'Silver', config.buckets.silver);
    const sources: StreamSource[] = [];
    for (const site of config.sites) {
      const plant = new Construct(this, site.id);
      for (const feeder of site.feeders) {
        this.identity(plant, site.id, feeder, { config, landing, key });
        sources.push(...this.source(plant, site.id, feeder, props));
      }
    }
    if (this.#integrators.size > 0)
      new PiIntegratorKeys(this, 'PiIntegratorKeys', { config, users: this.#integrators });
    new LandingIntake(this, 'LandingIntake', { config, landing, bronze, key });
    if (sources.length > 0) new StreamToBronze(this, 'StreamToBronze', { config, bronze, silver, sources, key });
    new StreamAlarms(this, 'StreamAlarms', { config, topic: AlarmTopic.of(this, config) });
  }

  private identity(plant: Construct, site: string, feeder: Feeder, door: Door): void {
    const { config, landing, key } = door;
    const shared = {
      deployment: config,
      landing,
      grant: grantOf(config, site, feeder, key),
      boundary: this.boundary(feeder.profile, door),
    };
    if (feeder.profile === 'sender') {
      this.sender(plant, feeder, config, shared);
      return;
    }
    const integrator = new PiIntegratorUser(plant, 'PiIntegrator', shared);
    this.#integrators.set(site, integrator);
    new CfnOutput(plant, 'PiIntegratorSecret', { value: plantSecretName(config, site) });
  }

  private sender(plant: Construct, feeder: SenderFeeder, config: Config, shared: PlantIdentityProps): void {
    const { arn: trustAnchorArn } = this.trustAnchor(config);
    const { commonName } = feeder.certificate;
    const { role, profileArn } = new SenderRole(plant, 'Sender', { ...shared, trustAnchorArn, commonName });
    // The sender in the plant is set up with these, beside its certificate.
    new CfnOutput(plant, 'SenderTrustAnchor', { value: trustAnchorArn });
    new CfnOutput(plant, 'SenderProfile', { value: profileArn });
    new CfnOutput(plant, 'SenderRole', { value: role.roleArn });
  }

  /** One for all identities of a profile, made when the first of them needs it. */
  private boundary(profile: Profile, { config, landing, key }: Door): iam.IManagedPolicy {
    const made = this.#boundaries.get(profile);
    if (made !== undefined) return made;
    const grants = grantsOf(config, profile, key);
    const { policy } = new PlantBoundary(this, `Boundary-${profile}`, { deployment: config, profile, landing, grants });
    this.#boundaries.set(profile, policy);
    return policy;
  }

  /** One for all senders, made when the first of them needs it. */
  private trustAnchor(config: Config): TrustAnchor {
    this.#anchor ??= new TrustAnchor(this, 'TrustAnchor', {
      deployment: config,
      certificates: certificateAuthority(config),
    });
    return this.#anchor;
  }

  private source(plant: Construct, site: string, feeder: Feeder, { config, key }: IngestionStackProps): StreamSource[] {
    if (feeder.stream === null) return [];
    const { view, shards, retentionHours } = feeder.stream;
    const { stream } = new SiteStream(plant, 'Stream', {
      deployment: config,
      site,
      feeder: feeder.profile,
      shards,
      retention: Duration.hours(retentionHours),
      removalPolicy: removalOf(config),
      key,
    });
    return [{ site, feeder: feeder.profile, view, stream }];
  }
}
