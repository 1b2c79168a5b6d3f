import {
  type aws_glue as glue,
  type aws_lambda as lambda,
  aws_stepfunctions as sfn,
  type aws_sns as sns,
  aws_stepfunctions_tasks as tasks,
} from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { runbookPath } from '../../alarms/runbook-alarm.ts';
import type { Config } from '../../config/config.ts';
import { LEAST_WORKERS, workersFor } from '../jobs/workers.ts';
import { CrawlStep } from './crawl-step.ts';
import { ACCOUNT_OPEN, JobStep } from './job-step.ts';
import { jsonata, when } from './states.ts';
import { TurnStep } from './turn-step.ts';

export interface PipelineFlowProps {
  readonly transformation: Config['transformation'];

  /** Lets one execution go on at a time. */
  readonly takeTurn: lambda.IFunction;

  /** Says whether a run has anything to do, and how many bytes. */
  readonly check: lambda.IFunction;
  readonly clean: glue.IJob;
  readonly buildGold: glue.IJob;
  readonly maintenance: glue.IJob;

  /** Says which crawlers to start. */
  readonly dueCrawls: lambda.IFunction;

  /** Pattern of every crawler's ARN. */
  readonly crawlerArns: string;
  readonly topic: sns.ITopic;
}

/** Steps of an execution: wait its turn, look for anything new, clean, build gold, maintain where asked, crawl. */
export class PipelineFlow extends sfn.StateMachineFragment {
  readonly startState: sfn.State;
  readonly endStates: sfn.INextable[] = [];

  constructor(scope: Construct, id: string, props: PipelineFlowProps) {
    super(scope, id);
    const { takeTurn } = props;
    this.startState = new TurnStep(this, 'Turn', { takeTurn, goOn: this.unlessNothingIsNew(props) }).startState;
  }

  private unlessNothingIsNew({ check, ...props }: PipelineFlowProps): sfn.IChainable {
    const work = this.work(props);
    const nothing = sfn.Succeed.jsonata(this, 'NothingNew', {
      stateName: 'Nothing new',
      outputs: { outcome: jsonata('$states.input.why') },
    });
    const ask = tasks.LambdaInvoke.jsonata(this, 'AnythingNew', {
      stateName: 'Anything new',
      lambdaFunction: check,
      outputs: jsonata('$states.result.Payload'),
      assign: { workers: jsonata(workersFor('$states.result.Payload.bytes', props.transformation)) },
    });
    // An answer that does not come is taken for a yes: a needless run costs cents, a passed one leaves data lying.
    ask.addCatch(work, { assign: { workers: LEAST_WORKERS } });
    const isNew = sfn.Choice.jsonata(this, 'IsAnythingNew', { stateName: 'Is anything new' })
      .when(when('$force or $maintain or $states.input.new'), work)
      .otherwise(nothing);
    return ask.next(isNew);
  }

  private work({ topic, transformation, ...props }: Omit<PipelineFlowProps, 'check' | 'takeTurn'>): sfn.IChainable {
    const { workerType } = transformation;
    const failures = { accountOpen: this.accountOpen(topic), failed: this.fail('Run failed', 'RunFailed') };
    const clean = new JobStep(this, 'Clean', { job: props.clean, workerType, ...failures });
    const buildGold = new JobStep(this, 'Build gold', { job: props.buildGold, workerType, ...failures });
    const maintain = new JobStep(this, 'Maintain', { job: props.maintenance, ...failures });
    const crawl = this.crawl(topic, props);
    const isMaintenance = sfn.Choice.jsonata(this, 'IsMaintenance', { stateName: 'Is maintenance due' })
      .when(when('$maintain'), sfn.Chain.start(maintain).next(crawl))
      .otherwise(crawl);
    return sfn.Chain.start(clean).next(buildGold).next(isMaintenance);
  }

  private crawl(topic: sns.ITopic, props: Pick<PipelineFlowProps, 'dueCrawls' | 'crawlerArns'>): sfn.IChainable {
    const outcome = (crawled: string): string =>
      jsonata(`'cleaned, built gold' & ($maintain ? ', maintained' : '') & '; crawls: ' & ${crawled}`);
    const failedCrawls = "$crawls[status != 'SUCCEEDED']";
    const done = sfn.Succeed.jsonata(this, 'Done', { outputs: { outcome: outcome('$count($crawls)') } });
    const doneWithout = sfn.Succeed.jsonata(this, 'DoneWithoutCrawl', {
      stateName: 'Done without every crawl',
      outputs: { outcome: outcome(`$count($crawls) & ', failed: ' & $count(${failedCrawls})`) },
    });
    const tell = tasks.SnsPublish.jsonata(this, 'TellOfCrawl', {
      stateName: 'Tell of crawls',
      topic,
      subject: 'Airlock: a crawl failed',
      message: sfn.TaskInput.fromText(
        jsonata(
          `$join(${failedCrawls}.(name & ': ' & status & ' ' & message), '\\n') & '\\nWhat to do: ${runbookPath('crawl-failed')}'`,
        ),
      ),
    });
    tell.addCatch(doneWithout);
    const isFine = sfn.Choice.jsonata(this, 'IsEveryCrawlFine', { stateName: 'Did every crawl succeed' })
      .when(when(`$count(${failedCrawls}) = 0`), done)
      .otherwise(tell.next(doneWithout));
    return sfn.Chain.start(new CrawlStep(this, 'Crawl', { ...props, unknown: isFine })).next(isFine);
  }

  private accountOpen(topic: sns.ITopic): sfn.IChainable {
    const tell = tasks.SnsPublish.jsonata(this, 'TellOfAccount', {
      stateName: 'Tell of the open account',
      topic,
      subject: 'Airlock: an account did not close, nothing was committed',
      message: sfn.TaskInput.fromText(
        jsonata(
          `$parse($failure.Cause).(JobName & ' ' & Id & ': ' & ErrorMessage) & '\\nWhat to do: ${runbookPath('account-did-not-close')}'`,
        ),
      ),
    });
    const failed = this.fail('Account open', ACCOUNT_OPEN);
    tell.addCatch(failed);
    return tell.next(failed);
  }

  private fail(stateName: string, error: string): sfn.Fail {
    return sfn.Fail.jsonata(this, error, { stateName, error, cause: jsonata('$failure.Cause') });
  }
}
