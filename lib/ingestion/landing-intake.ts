import {
  Duration,
  aws_events as events,
  aws_iam as iam,
  type aws_kms as kms,
  type aws_s3 as s3,
  aws_lambda_event_sources as sources,
  aws_sqs as sqs,
  aws_events_targets as targets,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { AlarmTopic } from '../alarms/alarm-topic.ts';
import type { Config } from '../config/config.ts';
import { deadLettersName, ENVIRONMENT, intakeQueueName, landedRuleArn, NOTE_FOLDERS } from '../contract/index.ts';
import { keyStatements } from '../encryption/key-rights.ts';
import { PipelineFunction } from '../functions/pipeline-function.ts';
import { IntakeAlarms } from './intake-alarms.ts';

export interface LandingIntakeProps {
  readonly config: Config;
  readonly landing: s3.IBucket;
  readonly bronze: s3.IBucket;

  /**
   * Key of bronze and of the queues.
   *
   * @default - AWS's own
   */
  readonly key?: kms.IKey | undefined;
}

/** The inner door: every version that lands is checked and copied to bronze, whether or not its event arrives. */
export class LandingIntake extends Construct {
  /** What landed, each message in the group of its site: {@link LandedRules} fill it. */
  readonly queue: sqs.IQueue;

  constructor(scope: Construct, id: string, props: LandingIntakeProps) {
    super(scope, id);
    const { intake } = props.config;
    const deadLetters = new sqs.Queue(this, 'DeadLetters', {
      queueName: deadLettersName(props.config),
      enforceSSL: true,
      ...encryption(props.key),
      retentionPeriod: Duration.days(14),
    });
    const queue = new sqs.Queue(this, 'Queue', {
      queueName: intakeQueueName(props.config),
      enforceSSL: true,
      ...encryption(props.key),
      retentionPeriod: Duration.days(14),
      // A retry of Lambda's own, when it is throttled, must not meet a message that is seen again.
      visibilityTimeout: Duration.seconds(6 * intake.timeoutSeconds),
      deadLetterQueue: { queue: deadLetters, maxReceiveCount: intake.maxReceives },
    });
    for (const each of [deadLetters, queue]) encrypt(each, props.key);
    queue.addToResourcePolicy(byRules(props.config, queue));
    this.queue = queue;
    this.intake(props, queue);
    this.sweep(props, queue);
    new IntakeAlarms(this, 'Alarms', { config: props.config, topic: AlarmTopic.of(this, props.config) });
  }

  private intake({ config, landing, bronze, key }: LandingIntakeProps, queue: sqs.IQueue): void {
    const { handler } = new PipelineFunction(this, 'Intake', {
      deployment: config,
      name: 'landing-intake',
      description: 'Checks each landing version and copies it to bronze',
      timeout: Duration.seconds(config.intake.timeoutSeconds),
      memorySize: config.intake.memoryMb,
      environment: {
        [ENVIRONMENT.landingBucket]: landing.bucketName,
        [ENVIRONMENT.bronzeBucket]: bronze.bucketName,
        [ENVIRONMENT.maxObjectBytes]: String(config.intake.maxObjectBytes),
      },
      statements: [
        allow('ListLandingVersions', ['s3:ListBucketVersions'], landing.bucketArn),
        allow('ReadLandingVersions', ['s3:GetObjectVersion'], landing.arnForObjects('*')),
        allow('WriteBronze', ['s3:PutObject'], bronze.arnForObjects('*')),
        ...keyStatements(key, config.region, { writes: [bronze], messages: ['sqs'] }),
      ],
    });
    handler.addEventSource(
      new sources.SqsEventSource(queue, {
        // SQS takes a site for noisy that has 30 messages in flight: together these let 50 be.
        batchSize: 10,
        reportBatchItemFailures: true,
        // A backfill must leave functions to the writer of streams: a new account may run ten at a time.
        maxConcurrency: 5,
      }),
    );
  }

  private sweep({ config, landing, bronze, key }: LandingIntakeProps, queue: sqs.IQueue): void {
    const { handler } = new PipelineFunction(this, 'Sweep', {
      deployment: config,
      name: 'landing-sweep',
      description: 'Queues the landing versions on which the intake has written no note',
      timeout: Duration.minutes(15),
      memorySize: config.intake.memoryMb,
      environment: {
        [ENVIRONMENT.landingBucket]: landing.bucketName,
        [ENVIRONMENT.bronzeBucket]: bronze.bucketName,
        [ENVIRONMENT.queueUrl]: queue.queueUrl,
      },
      statements: [
        allow('ListLandingVersions', ['s3:ListBucketVersions'], landing.bucketArn),
        new iam.PolicyStatement({
          sid: 'ListNotes',
          actions: ['s3:ListBucket'],
          resources: [bronze.bucketArn],
          conditions: { StringEquals: { 's3:prefix': Object.values(NOTE_FOLDERS) } },
        }),
        allow('QueueAgain', ['sqs:SendMessage'], queue.queueArn),
        ...keyStatements(key, config.region, { messages: ['sqs'] }),
      ],
    });
    const { enabled, everyMinutes } = config.intake.sweep;
    new events.Rule(this, 'SweepSchedule', {
      enabled,
      schedule: events.Schedule.rate(Duration.minutes(everyMinutes)),
      targets: [new targets.LambdaFunction(handler)],
    });
  }
}

/** One statement for every site's rule, whichever stack holds it: a queue's policy has no room for a hundred. */
function byRules(config: Config, queue: sqs.IQueue): iam.PolicyStatement {
  return new iam.PolicyStatement({
    sid: 'QueueWhatLands',
    principals: [new iam.ServicePrincipal('events.amazonaws.com')],
    actions: ['sqs:SendMessage'],
    resources: [queue.queueArn],
    conditions: { ArnLike: { 'aws:SourceArn': landedRuleArn(config, '*') } },
  });
}

/** Said by name where it is SQS's own: a reviewer's rules read no default. */
function encryption(key: kms.IKey | undefined): Pick<sqs.QueueProps, 'encryption'> {
  return key === undefined ? { encryption: sqs.QueueEncryption.SQS_MANAGED } : {};
}

// The L2's own property lets whoever takes messages decrypt all that is under the key.
function encrypt(queue: sqs.Queue, key: kms.IKey | undefined): void {
  const resource = queue.node.defaultChild;
  if (!(resource instanceof sqs.CfnQueue)) throw new Error(`wanted an AWS::SQS::Queue under ${queue.node.path}`);
  if (key !== undefined) resource.kmsMasterKeyId = key.keyArn;
}

function allow(sid: string, actions: string[], resource: string): iam.PolicyStatement {
  return new iam.PolicyStatement({ sid, actions, resources: [resource] });
}
