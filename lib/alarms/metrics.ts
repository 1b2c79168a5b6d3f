import { aws_cloudwatch as cloudwatch, Duration } from 'aws-cdk-lib';
import words from '../../contract/words.json' with { type: 'json' };
import {
  type Deployment,
  deadLettersName,
  deploymentName,
  KEY_METRICS,
  METRIC_NAMESPACE,
  type PipelineRole,
  pipelineName,
  stateMachineArn,
  streamName,
} from '../contract/index.ts';

const { MAXIMUM, SAMPLE_COUNT, SUM } = cloudwatch.Stats;

/** Metrics of the jobs, each beside the deployment by one more dimension. */
export const JOB_METRICS = words.metrics.jobs;

export type JobMetric = keyof typeof JOB_METRICS;

/** Calls of plants that were refused, as CloudTrail tells. */
export const PLANT_REFUSED = words.metrics.plantRefused;

/** Period of a measurement; what the jobs count is added up over an hour. */
export const PERIOD = Duration.minutes(5);

interface MeasuredDeployment extends Deployment {
  readonly buckets: { readonly landing: string };
}

/** Every metric that an alarm or the dashboard of one deployment looks at, by names that need no reference to a stack. */
export class Metrics {
  readonly #deployment: MeasuredDeployment;

  constructor(deployment: MeasuredDeployment) {
    this.#deployment = deployment;
  }

  /** Value of the jobs' argument `--metrics`. */
  get jobArgument(): string {
    return `${METRIC_NAMESPACE}/${deploymentName(this.#deployment)}`;
  }

  /** Namespace of what CloudTrail's log is counted into: a filter can add no dimension that its log lines do not hold. */
  get filterNamespace(): string {
    return `${METRIC_NAMESPACE}/${deploymentName(this.#deployment)}`;
  }

  /** Requests that put something of a site into landing. */
  puts(site: string): cloudwatch.Metric {
    return this.#requests(site, 'PutRequests', PERIOD);
  }

  putsInHour(site: string): cloudwatch.Metric {
    return this.#requests(site, 'PutRequests', Duration.hours(1));
  }

  bytesLanded(site: string): cloudwatch.Metric {
    return this.#requests(site, 'BytesUploaded', Duration.hours(1));
  }

  /** Calls of plants that were refused. */
  plantRefused(): cloudwatch.Metric {
    return new cloudwatch.Metric({
      namespace: this.filterNamespace,
      metricName: PLANT_REFUSED,
      statistic: SUM,
      period: PERIOD,
    });
  }

  /** Messages that the intake gave up. */
  deadLetters(): cloudwatch.Metric {
    return new cloudwatch.Metric({
      namespace: 'AWS/SQS',
      metricName: 'ApproximateNumberOfMessagesVisible',
      dimensionsMap: { QueueName: deadLettersName(this.#deployment) },
      statistic: MAXIMUM,
      period: PERIOD,
    });
  }

  sweepErrors(): cloudwatch.Metric {
    return this.#function('landing-sweep', 'Errors', Duration.hours(1));
  }

  streamErrors(): cloudwatch.Metric {
    return this.#function('stream-to-bronze', 'Errors', PERIOD);
  }

  /** Batches that were given up and could not be kept either: their records go when the stream's retention ends. */
  streamLosses(): cloudwatch.Metric {
    return this.#function('stream-to-bronze', 'DestinationDeliveryFailures', PERIOD);
  }

  /** Failures of the check for anything new. */
  checkErrors(): cloudwatch.Metric {
    return this.#function('anything-new', 'Errors', Duration.hours(1));
  }

  /** Executions of the state machine by how they ended. */
  executions(ended: 'Succeeded' | 'Failed' | 'TimedOut', period: Duration = Duration.hours(1)): cloudwatch.Metric {
    return new cloudwatch.Metric({
      namespace: 'AWS/States',
      metricName: `Executions${ended}`,
      dimensionsMap: { StateMachineArn: stateMachineArn(this.#deployment) },
      statistic: SUM,
      period,
    });
  }

  /** Milliseconds that the last record read from a site's stream had waited. */
  iteratorAge(site: string): cloudwatch.Metric {
    return this.#stream(site, 'GetRecords.IteratorAgeMilliseconds', MAXIMUM);
  }

  recordsIn(site: string): cloudwatch.Metric {
    return this.#stream(site, 'IncomingRecords', SUM);
  }

  /** A measurement of the jobs for one site, dataset or job. */
  ofJob(metricName: JobMetric, subject: string): cloudwatch.Metric {
    const { dimension, statistic } = JOB_METRICS[metricName];
    return new cloudwatch.Metric({
      namespace: METRIC_NAMESPACE,
      metricName,
      dimensionsMap: { Deployment: deploymentName(this.#deployment), [dimension]: subject },
      statistic,
      period: statistic === SUM ? Duration.hours(1) : PERIOD,
    });
  }

  /** A measurement of the keys of a site's PI Integrator. */
  ofKey(what: keyof typeof KEY_METRICS, site: string): cloudwatch.Metric {
    return new cloudwatch.Metric({
      namespace: METRIC_NAMESPACE,
      metricName: KEY_METRICS[what],
      dimensionsMap: { Deployment: deploymentName(this.#deployment), Site: site },
      statistic: MAXIMUM,
      // A check comes once a day, and one more when a person calls: the alarm follows the last of them soon.
      period: PERIOD,
    });
  }

  keyErrors(): cloudwatch.Metric {
    return this.#function('pi-integrator-key', 'Errors', Duration.hours(1));
  }

  /** Runs of a job that ended well. */
  runs(job: PipelineRole): cloudwatch.Metric {
    return this.ofJob('RunSeconds', job).with({ statistic: SAMPLE_COUNT });
  }

  #function(role: PipelineRole, metricName: string, period: Duration): cloudwatch.Metric {
    return new cloudwatch.Metric({
      namespace: 'AWS/Lambda',
      metricName,
      dimensionsMap: { FunctionName: pipelineName(this.#deployment, role) },
      statistic: SUM,
      period,
    });
  }

  #requests(site: string, metricName: string, period: Duration): cloudwatch.Metric {
    return new cloudwatch.Metric({
      namespace: 'AWS/S3',
      metricName,
      // The landing bucket measures each site's prefix under the site's name.
      dimensionsMap: { BucketName: this.#deployment.buckets.landing, FilterId: site },
      statistic: SUM,
      period,
    });
  }

  #stream(site: string, metricName: string, statistic: string): cloudwatch.Metric {
    return new cloudwatch.Metric({
      namespace: 'AWS/Kinesis',
      metricName,
      dimensionsMap: { StreamName: streamName(this.#deployment, site) },
      statistic,
      period: PERIOD,
    });
  }
}
