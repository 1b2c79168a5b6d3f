import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { aws_cloudwatch_actions as actions, aws_cloudwatch as cloudwatch, type aws_sns as sns } from 'aws-cdk-lib';
import { Construct } from 'constructs';

const ROOT = join(import.meta.dirname, '..', '..');

export interface RunbookAlarmProps {
  /** What is wrong when it goes off, as one sentence. */
  readonly summary: string;

  /** Name of the page in docs/runbooks that says what to do, without its ending. */
  readonly runbook: string;
  readonly topic: sns.ITopic;
  readonly metric: cloudwatch.Metric;
  readonly comparison: cloudwatch.ComparisonOperator;
  readonly threshold: number;

  /**
   * Go off where there is no measurement at all.
   *
   * @default false
   */
  readonly silenceIsTrouble?: boolean;
}

/** An alarm that tells the topic, once when trouble begins and once when it ends, and names its runbook. */
export class RunbookAlarm extends Construct {
  readonly alarm: cloudwatch.Alarm;

  constructor(scope: Construct, id: string, props: RunbookAlarmProps) {
    super(scope, id);
    this.alarm = new cloudwatch.Alarm(this, 'Alarm', {
      alarmDescription: `${props.summary} What to do: ${runbookPath(props.runbook)}`,
      metric: props.metric,
      comparisonOperator: props.comparison,
      threshold: props.threshold,
      evaluationPeriods: 1,
      treatMissingData:
        (props.silenceIsTrouble ?? false)
          ? cloudwatch.TreatMissingData.BREACHING
          : cloudwatch.TreatMissingData.NOT_BREACHING,
    });
    const tell = new actions.SnsAction(props.topic);
    this.alarm.addAlarmAction(tell);
    this.alarm.addOkAction(tell);
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
