import {
  Duration,
  type aws_glue as glue,
  type aws_kms as kms,
  aws_logs as logs,
  RemovalPolicy,
  type aws_s3 as s3,
  aws_stepfunctions as sfn,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { AlarmTopic } from '../../alarms/alarm-topic.ts';
import type { Config } from '../../config/config.ts';
import { type CrawlPlan, crawlerArns, stateMachineArn, stateMachineName } from '../../contract/index.ts';
import { AnythingNew } from './anything-new.ts';
import { DueCrawls } from './due-crawls.ts';
import { machineRole } from './machine-role.ts';
import { PipelineAlarms } from './pipeline-alarms.ts';
import { PipelineFlow } from './pipeline-flow.ts';
import { PipelineSchedules } from './pipeline-schedules.ts';
import { TakeTurn } from './take-turn.ts';

/** Room for the three jobs, a retry of each, and as much again to wait for another execution. */
const TIMEOUTS_OF_A_JOB = 12;

export interface PipelineMachineProps {
  readonly config: Config;
  readonly bronze: s3.IBucket;
  readonly silver: s3.IBucket;
  readonly gold: s3.IBucket;
  readonly clean: glue.IJob;
  readonly buildGold: glue.IJob;
  readonly maintenance: glue.IJob;

  /** What crawlers of this account and region look at when the jobs have run. */
  readonly crawls: readonly CrawlPlan[];

  /**
   * Key of silver, and of the topic's messages.
   *
   * @default - none
   */
  readonly key?: kms.IKey | undefined;
}

/** Runs the jobs in turn, on a schedule and on demand, and tells the topic where they fail. */
export class PipelineMachine extends Construct {
  readonly stateMachine: sfn.StateMachine;

  constructor(scope: Construct, id: string, props: PipelineMachineProps) {
    super(scope, id);
    const { config, clean, buildGold, maintenance } = props;
    const { transformation } = config;
    const topic = AlarmTopic.of(this, config);
    const takeTurn = new TakeTurn(this, 'TakeTurn', props).handler;
    const check = new AnythingNew(this, 'AnythingNew', props).handler;
    const arn = stateMachineArn(config);
    const crawlers = { crawlerArns: crawlerArns(config) };
    const dueCrawls = new DueCrawls(this, 'DueCrawls', { ...props, ...crawlers }).handler;
    this.stateMachine = new sfn.StateMachine(this, 'Machine', {
      stateMachineName: stateMachineName(config),
      comment: 'clean, build gold, crawl; input {}, {"force": true} or {"maintain": true}',
      queryLanguage: sfn.QueryLanguage.JSONATA,
      definitionBody: sfn.DefinitionBody.fromChainable(
        new PipelineFlow(this, 'Flow', {
          ...props,
          ...crawlers,
          transformation,
          takeTurn,
          check,
          dueCrawls,
          topic,
        }),
      ),
      role: machineRole(this, 'Role', {
        deployment: config,
        stateMachineArn: arn,
        jobArns: [clean, buildGold, maintenance].map(({ jobArn }) => jobArn),
        ...crawlers,
        checkArns: [takeTurn, check, dueCrawls].map(({ functionArn }) => functionArn),
        topicArn: topic.topicArn,
        key: props.key,
      }),
      timeout: Duration.minutes(TIMEOUTS_OF_A_JOB * transformation.timeoutMinutes),
      logs: { destination: this.log(config), level: sfn.LogLevel.ALL, includeExecutionData: true },
    });
    new PipelineSchedules(this, 'Schedules', { config, stateMachine: this.stateMachine });
    new PipelineAlarms(this, 'Alarms', { config, topic });
  }

  private log(config: Config): logs.ILogGroup {
    return new logs.LogGroup(this, 'Log', {
      // Groups of this prefix do not use up the one resource policy through which services may write.
      logGroupName: `/aws/vendedlogs/states/${stateMachineName(config)}`,
      removalPolicy: RemovalPolicy.DESTROY,
    });
  }
}
