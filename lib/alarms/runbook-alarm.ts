import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { aws_cloudwatch_actions as actions, aws_cloudwatch as cloudwatch, type aws_sns as sns } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { alarmName, type Deployment } from '../contract/index.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const { BREACHING, IGNORE, NOT_BREACHING } = cloudwatch.TreatMissingData;
const MISSING = { fine: NOT_BREACHING, trouble: BREACHING, keepsState: IGNORE };

export interface RunbookAlarmProps {
  readonly deployment: Deployment;

  /** Names the alarm, after the deployment. */
  readonly name: string;

  /** One sentence on what is wrong when it goes off. */
  readonly summary: string;

  /** Name of the page in docs/runbooks that says what to do, without its ending. */
  readonly runbook: string;
  readonly topic: sns.ITopic;
  readonly metric: cloudwatch.Metric;
  readonly comparison: cloudwatch.ComparisonOperator;
  readonly threshold: number;

  /**
   * How many periods in a row must be wrong.
   *
   * @default 1
   */
  readonly periods?: number;

  /**
   * The meaning of a period without a measurement. `keepsState` is for what is measured once a run: the last run's word holds.
   *
   * @default 'fine'
   */
  readonly missing?: keyof typeof MISSING;
}

/** An alarm that tells the topic, once when trouble begins and once when it ends, and names its runbook. */
export class RunbookAlarm extends Construct {
  readonly name: string;

  constructor(scope: Construct, id: string, props: RunbookAlarmProps) {
    super(scope, id);
    this.name = props.name;
    const alarm = new cloudwatch.Alarm(this, 'Alarm', {
      alarmName: alarmName(props.deployment, props.name),
      alarmDescription: `${props.summary} What to do: ${runbookPath(props.runbook)}`,
      metric: props.metric,
      comparisonOperator: props.comparison,
      threshold: props.threshold,
      evaluationPeriods: props.periods ?? 1,
      treatMissingData: MISSING[props.missing ?? 'fine'],
    });
    const tell = new actions.SnsAction(props.topic);
    alarm.addAlarmAction(tell);
    alarm.addOkAction(tell);
  }
}

/**
 * Path of a runbook below the project's root.
 *
 * @throws Error where there is no such page.
 */
export function runbookPath(name: string): string {
  const path = `docs/runbooks/${name}.md`;
  if (!existsSync(join(ROOT, path))) throw new Error(`${path}: no such page, wanted the runbook of an alarm`);
  return path;
}
