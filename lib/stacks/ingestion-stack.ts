import {
  CfnOutput,
  Duration,
  type aws_kms as kms,
  aws_lambda as lambda,
  Stack,
  type StackProps,
  aws_s3 as s3,
  type aws_sns as sns,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { AlarmTopic } from '../alarms/alarm-topic.ts';
import { type Config, type Feeder, integratorSites, type Site, streamingSites } from '../config/config.ts';
import { certificateAuthority } from '../config/load-config.ts';
import { functionArn, keyProviderArn, plantSecretName } from '../contract/index.ts';
import { KeyAlarms, keyErrorsAlarm } from '../extraction/key-alarms.ts';
import { PiIntegratorKeys, siteKeys } from '../extraction/pi-integrator-keys.ts';
import { PiIntegratorUser } from '../extraction/pi-integrator-user.ts';
import { PlantBoundary } from '../extraction/plant-boundary.ts';
import { grantOf } from '../extraction/plant-grants.ts';
import type { PlantIdentityProps } from '../extraction/plant-policy.ts';
import { SenderRole } from '../extraction/sender-role.ts';
import { TrustAnchor } from '../extraction/trust-anchor.ts';
import { LandedRules } from '../ingestion/landed-rules.ts';
import { LandingIntake } from '../ingestion/landing-intake.ts';
import { SiteStream } from '../ingestion/site-stream.ts';
import { StreamAlarms, writerAlarms } from '../ingestion/stream-alarms.ts';
import {
  readStreams,
  type StreamSource,
  StreamToBronze,
  type StreamToBronzeProps,
} from '../ingestion/stream-to-bronze.ts';
import { removalOf } from './removal.ts';

export interface IngestionStackProps extends StackProps {
  readonly config: Config;
  readonly key: kms.IKey | undefined;

  /** Those that this stack holds. */
  readonly sites: readonly Site[];

  /** The first stack holds what all sites share, too. */
  readonly isFirst: boolean;
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
  readonly #integrators = new Map<string, PiIntegratorUser>();
  #anchor: TrustAnchor | undefined;

  constructor(scope: Construct, id: string, props: IngestionStackProps) {
    super(scope, id, props);
    const { config, sites, isFirst, key } = props;
    const landing = s3.Bucket.fromBucketName(this, 'Landing', config.buckets.landing);
    const bronze = s3.Bucket.fromBucketName(this, 'Bronze', config.buckets.bronze);
    const silver = s3.Bucket.fromBucketName(this, 'Silver', config.buckets.silver);
    const sources = sites.flatMap((site) => this.site(site, { config, landing, key }));
    const topic = AlarmTopic.of(this, config);
    const intake = isFirst ? new LandingIntake(this, 'LandingIntake', { config, landing, bronze, key }) : undefined;
    new LandedRules(this, 'Landed', { config, sites, queue: intake?.queue });
    this.keys(config, topic, isFirst);
    this.streams({ config, bronze, silver, key }, sources, isFirst);
    const alarms = new StreamAlarms(this, 'StreamAlarms', { config, sites, topic });
    if (isFirst && streamingSites(config).length > 0) writerAlarms(alarms, { config, topic });
  }

  private site({ id, feeders }: Site, door: Door): StreamSource[] {
    const plant = new Construct(this, id);
    return feeders.flatMap((feeder) => {
      this.identity(plant, id, feeder, door);
      return this.source(plant, id, feeder, door);
    });
  }

  /** Those of this stack's sites, by the one function that keeps keys: another stack names it. */
  private keys(config: Config, topic: sns.ITopic, isFirst: boolean): void {
    const users = this.#integrators;
    const makesKeeper = isFirst && integratorSites(config).length > 0;
    if (!makesKeeper && users.size === 0) return;
    const keeper = makesKeeper ? new PiIntegratorKeys(this, 'PiIntegratorKeys', { config }) : undefined;
    const place = keeper ?? new Construct(this, 'PiIntegratorKeys');
    siteKeys(place, { config, serviceToken: keeper?.serviceToken ?? keyProviderArn(config), users });
    const alarms = new KeyAlarms(place, 'Alarms', { config, sites: [...users.keys()], topic });
    if (keeper !== undefined) keyErrorsAlarm(alarms, { config, topic });
  }

  /** What reads this stack's streams, into the one function that writes bronze: another stack names it. */
  private streams(props: StreamToBronzeProps, sources: readonly StreamSource[], isFirst: boolean): void {
    const { config, silver } = props;
    const makesWriter = isFirst && streamingSites(config).length > 0;
    if (!makesWriter && sources.length === 0) return;
    const made = makesWriter ? new StreamToBronze(this, 'StreamToBronze', props) : undefined;
    const place = made ?? new Construct(this, 'StreamToBronze');
    const arn = functionArn(config, 'stream-to-bronze');
    const writer = made?.writer ?? lambda.Function.fromFunctionArn(place, 'Writer', arn);
    readStreams(place, { config, silver, writer, sources });
  }

  private identity(plant: Construct, site: string, feeder: Feeder, { config, landing, key }: Door): void {
    const { profile } = feeder;
    const door = { deployment: config, landing, grant: grantOf(config, site, feeder, key) };
    const { policy: boundary } = new PlantBoundary(plant, `Boundary-${profile}`, { ...door, profile });
    const shared = { ...door, boundary };
    if (profile === 'sender') {
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

  /** One for all senders of the stack, made when the first of them needs it. */
  private trustAnchor(config: Config): TrustAnchor {
    this.#anchor ??= new TrustAnchor(this, 'TrustAnchor', {
      deployment: config,
      authority: certificateAuthority(config),
    });
    return this.#anchor;
  }

  private source(plant: Construct, site: string, feeder: Feeder, { config, key }: Door): StreamSource[] {
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
