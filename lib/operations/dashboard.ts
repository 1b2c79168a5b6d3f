import { aws_cloudwatch as cloudwatch } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { type JobMetric, Metrics } from '../alarms/metrics.ts';
import { runbookPath } from '../alarms/runbook-alarm.ts';
import { type Config, streamingSites } from '../config/config.ts';
import { alarmArn, deploymentName, type PipelineRole } from '../contract/index.ts';

const WIDTH = 24;
const TEXT_WIDTH = 6;
const HEIGHT = 6;
/** The most that CloudWatch takes in one widget. */
const ALARMS = 100;
const JOBS: readonly PipelineRole[] = ['bronze-to-silver', 'silver-to-gold', 'maintenance'];

export interface DashboardProps {
  readonly config: Config;

  /** Every alarm, by the name that it has after the deployment's. */
  readonly alarms: readonly string[];
}

/** One page on which an engineer sees each stage, its limits and its runbooks. A site or a dataset more is a line more. */
export class Dashboard extends Construct {
  readonly #config: Config;
  readonly #metrics: Metrics;

  constructor(scope: Construct, id: string, { config, alarms }: DashboardProps) {
    super(scope, id);
    this.#config = config;
    this.#metrics = new Metrics(config);
    new cloudwatch.Dashboard(this, 'Dashboard', {
      dashboardName: deploymentName(config),
      widgets: [
        ...this.#alarms(alarms),
        this.#landing(),
        this.#keys(),
        this.#stream(),
        this.#cleaning(),
        this.#gold(),
        this.#jobs(),
      ],
    });
  }

  /** Rows of one widget each. */
  #alarms(names: readonly string[]): cloudwatch.IWidget[][] {
    const known = names.map((name) => cloudwatch.Alarm.fromAlarmArn(this, name, alarmArn(this.#config, name)));
    const parts = Array.from({ length: Math.ceil(known.length / ALARMS) }, (_, part) =>
      known.slice(part * ALARMS, (part + 1) * ALARMS),
    );
    const title = (part: number): string => (parts.length === 1 ? 'Alarms' : `Alarms, ${part + 1} of ${parts.length}`);
    return parts.map((alarms, part) => [
      new cloudwatch.AlarmStatusWidget({ title: title(part), alarms, width: WIDTH, height: HEIGHT / 2 }),
    ]);
  }

  #landing(): cloudwatch.IWidget[] {
    const metrics = this.#metrics;
    const sites = this.#config.sites.map(({ id }) => id);
    const { bytesPerHour, objectsPerHour } = this.#config.alarms;
    return [
      this.#text('Landing', [
        'landing-silence',
        'landing-flood',
        'plant-refused',
        'intake-dead-letters',
        'sweep-errors',
      ]),
      graph(
        'Puts an hour',
        sites.map((site) => metrics.putsInHour(site)),
        objectsPerHour,
      ),
      graph(
        'Bytes an hour',
        sites.map((site) => metrics.bytesLanded(site)),
        bytesPerHour,
      ),
      graph('Refused calls of plants', [metrics.plantRefused()]),
      graph('Dead letters and failed sweeps', [metrics.deadLetters(), metrics.sweepErrors()]),
      this.#bySite('Refused objects an hour', 'Refused'),
    ];
  }

  /** Nothing where no site has a PI Integrator. */
  #keys(): cloudwatch.IWidget[] {
    const sites = this.#config.sites.filter(({ feeders }) =>
      feeders.some(({ profile }) => profile === 'pi-integrator'),
    );
    if (sites.length === 0) return [];
    const metrics = this.#metrics;
    return [
      this.#text('Keys of PI Integrators', ['key-waiting', 'key-age', 'key-errors']),
      graph(
        'Age of the oldest key, days',
        sites.map(({ id }) => metrics.ofKey('age', id)),
        this.#config.extraction.keyMaxAgeDays,
      ),
      graph(
        'New keys that wait to be typed in',
        sites.map(({ id }) => metrics.ofKey('waiting', id)),
      ),
      graph('Failed checks an hour', [metrics.keyErrors()]),
    ];
  }

  /** Nothing where no site has a stream. */
  #stream(): cloudwatch.IWidget[] {
    const sites = streamingSites(this.#config);
    if (sites.length === 0) return [];
    const metrics = this.#metrics;
    const limit = this.#config.alarms.iteratorAgeSeconds * 1000;
    return [
      this.#text('Stream', ['iterator-age', 'stream-errors', 'stream-losses']),
      graph(
        'Milliseconds that records wait',
        sites.map((site) => metrics.iteratorAge(site)),
        limit,
      ),
      graph(
        'Records in',
        sites.map((site) => metrics.recordsIn(site)),
      ),
      graph('Batches failed, and lost', [metrics.streamErrors(), metrics.streamLosses()]),
    ];
  }

  #cleaning(): cloudwatch.IWidget[] {
    const { quarantinedCells, shareBadPercent, freshnessMinutes } = this.#config.alarms;
    return [
      this.#text('Cleaning', ['freshness', 'refused-objects', 'share-bad', 'quarantine', 'unreadable-objects']),
      this.#bySite('Seconds since silver got a reading', 'FreshnessSeconds', freshnessMinutes * 60),
      this.#bySite('Bad cells, % of a run', 'ShareBad', shareBadPercent),
      this.#bySite('Quarantined cells an hour', 'Quarantined', quarantinedCells),
      this.#bySite('Cells in an hour', 'CellsIn'),
      this.#bySite('Unreadable objects an hour', 'Unreadable'),
    ];
  }

  #gold(): cloudwatch.IWidget[] {
    return [
      this.#text('Gold', ['freshness', 'pipeline-failed']),
      this.#byDataset('Seconds since the newest object landed', 'AgeSeconds'),
      this.#byDataset('Cells', 'Cells'),
      this.#byDataset('Empty cells, %', 'ShareEmpty'),
    ];
  }

  #jobs(): cloudwatch.IWidget[] {
    const metrics = this.#metrics;
    return [
      this.#text('Pipeline', ['pipeline-failed', 'pipeline-silence', 'account-did-not-close', 'check-errors']),
      graph('Executions, and failed checks, an hour', [
        metrics.executions('Succeeded'),
        metrics.executions('Failed'),
        metrics.executions('TimedOut'),
        metrics.checkErrors(),
      ]),
      graph(
        'Seconds of a run',
        JOBS.map((job) => metrics.ofJob('RunSeconds', job)),
      ),
      graph(
        'Runs that ended well',
        JOBS.map((job) => metrics.runs(job)),
      ),
    ];
  }

  #bySite(title: string, metric: JobMetric, limit?: number): cloudwatch.IWidget {
    const lines = this.#config.sites.map(({ id }) => this.#metrics.ofJob(metric, id));
    return graph(title, lines, limit);
  }

  #byDataset(title: string, metric: JobMetric): cloudwatch.IWidget {
    const lines = this.#config.datasets.map(({ name }) => this.#metrics.ofJob(metric, name));
    return graph(title, lines);
  }

  #text(title: string, runbooks: readonly string[]): cloudwatch.IWidget {
    const pages = runbooks.map((name) => `- ${this.#page(name)}`);
    const markdown = [`## ${title}`, '', 'When it is wrong:', ...pages].join('\n');
    return new cloudwatch.TextWidget({ markdown, width: TEXT_WIDTH, height: HEIGHT });
  }

  #page(name: string): string {
    const path = runbookPath(name);
    const { runbooksUrl } = this.#config.alarms;
    return runbooksUrl === null ? `\`${path}\`` : `[${name}](${runbooksUrl.replace(/\/$/, '')}/${name}.md)`;
  }
}

/** A graph of one or more lines, with the limit of their alarm. */
function graph(title: string, metrics: cloudwatch.Metric[], limit?: number): cloudwatch.IWidget {
  return new cloudwatch.GraphWidget({
    title,
    left: metrics.map((metric) => metric.with({ label: labelOf(metric) })),
    width: TEXT_WIDTH,
    height: HEIGHT,
    leftYAxis: { min: 0 },
    ...(limit !== undefined && { leftAnnotations: [{ value: limit, label: 'alarm' }] }),
  });
}

/** The label that tells a line from its neighbours: the site, dataset or job that it is of, else what is measured. */
function labelOf({ dimensions = {}, metricName }: cloudwatch.Metric): string {
  const subject = ['Site', 'Dataset', 'Job', 'StreamName', 'FilterId']
    .map((name) => dimensions[name])
    .find((each) => each !== undefined);
  return String(subject ?? metricName);
}
