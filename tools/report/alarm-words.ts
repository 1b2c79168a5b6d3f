import { number, plural, seconds } from './format.ts';
import type { AlarmRule } from './stage-data.ts';

const COMPARISONS: Readonly<Record<string, string>> = {
  GreaterThanThreshold: 'is above',
  GreaterThanOrEqualToThreshold: 'is at or above',
  LessThanThreshold: 'is below',
  LessThanOrEqualToThreshold: 'is at or below',
};
const STATISTICS: Readonly<Record<string, string>> = {
  Sum: 'the sum of',
  Maximum: 'the highest',
  Minimum: 'the lowest',
  Average: 'the mean of',
  SampleCount: 'the number of measurements of',
};

/** When an alarm rings, in a sentence. */
export function ruleWords({ metric, statistic, comparison, threshold, periods, periodSeconds }: AlarmRule): string {
  const what = `${STATISTICS[statistic] ?? statistic} ${metric}`;
  const within =
    periods === 1
      ? `within ${seconds(periodSeconds)}`
      : `in each of ${plural(periods, 'period')} of ${seconds(periodSeconds)}`;
  return `Rings when ${what} ${COMPARISONS[comparison] ?? comparison} ${number(threshold)} ${within}.`;
}

/** Measurements that CloudWatch gives as its reason, without the rule that it says again. */
export function measuredWords(reason: string): string {
  const measured = reason.replace(/^\w+Threshold [\d.]+: /, '');
  return measured === '' ? '' : `Measured: ${measured}.`;
}
