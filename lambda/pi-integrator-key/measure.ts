import { type CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { type AccessKey, KEY_METRICS, METRIC_NAMESPACE } from '../../lib/contract/index.ts';
import { isWaiting, oldestDays } from './decide.ts';

/** Sends the metrics that the alarms on a site's key look at. Without an active key there is no age. */
export async function measure(
  cloudwatch: CloudWatchClient,
  deployment: string,
  site: string,
  keys: readonly AccessKey[],
): Promise<void> {
  const age = oldestDays(keys, new Date());
  const Dimensions = [
    { Name: 'Deployment', Value: deployment },
    { Name: 'Site', Value: site },
  ];
  await cloudwatch.send(
    new PutMetricDataCommand({
      Namespace: METRIC_NAMESPACE,
      MetricData: [
        { MetricName: KEY_METRICS.waiting, Dimensions, Value: isWaiting(keys) ? 1 : 0 },
        ...(age === undefined ? [] : [{ MetricName: KEY_METRICS.age, Dimensions, Value: age }]),
      ],
    }),
  );
}
