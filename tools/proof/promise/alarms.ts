import { kindsOf } from '../world/kinds.ts';
import type { Places } from './places.ts';

/** A metric of AWS or of ours, with all of its dimensions. */
export interface Metric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** An alarm that must be there: it tells somebody as soon as its metric is above nothing, or where there is nothing. */
export interface WantedAlarm {
  readonly name: string;
  readonly tells: 'what happens' | 'what stays away' | 'a ceiling';
  readonly metric: Metric;
}

/** Alarms without which a promise could be broken and nobody would know; of a refused plant, events are sent through all that watches. */
export function wantedAlarms(places: Places): WantedAlarm[] {
  const { app, deployment, plants } = places;
  const streams = app.guarded.some(({ kind }) => kind === 'stream');
  const keys = plants.some(({ profile }) => profile === 'pi-integrator');
  const sites = [...new Set(plants.map(({ site }) => site))];
  const happens = (name: string, metric: Metric): WantedAlarm => ({
    name: `${deployment}-${name}`,
    tells: 'what happens',
    metric,
  });
  const ofFunction = (name: string, role: string): Metric => ({
    namespace: 'AWS/Lambda',
    name,
    dimensions: { FunctionName: `${deployment}-${role}` },
  });
  const letters = `${deployment}-intake-dead-letters`;
  const waiting = {
    namespace: 'AWS/SQS',
    name: 'ApproximateNumberOfMessagesVisible',
    dimensions: { QueueName: letters },
  };
  return [
    happens('intake-dead-letters', waiting),
    ...(streams
      ? [
          happens('stream-errors', ofFunction('Errors', 'stream-to-bronze')),
          happens('stream-losses', ofFunction('DestinationDeliveryFailures', 'stream-to-bronze')),
        ]
      : []),
    ...(keys ? [happens('key-errors', ofFunction('Errors', 'pi-integrator-key'))] : []),
    ...sites.flatMap((site) => ofSite(site, places)),
    ...ofSchedule(places),
  ];
}

/** Executions that stay away, where a schedule starts them. */
function ofSchedule(places: Places): WantedAlarm[] {
  const { app, deployment } = places;
  const kindOf = kindsOf(places);
  const isScheduled = app.resources.some(
    (each) => kindOf(each)?.id === 'PipelineSchedulesNewData' && each.properties.State === 'ENABLED',
  );
  return app.resources
    .filter(({ type }) => isScheduled && type === 'AWS::StepFunctions::StateMachine')
    .map(({ arn = '' }) => ({
      name: `${deployment}-pipeline-silence`,
      tells: 'what stays away',
      metric: { namespace: 'AWS/States', name: 'ExecutionsSucceeded', dimensions: { StateMachineArn: arn } },
    }));
}

/** A site's requests, which landing measures by the prefix of the site. */
function ofSite(site: string, { deployment, bucketResource }: Places): WantedAlarm[] {
  const dimensions = { BucketName: bucketResource('landing').ref ?? '', FilterId: site };
  const metric = (name: string): Metric => ({ namespace: 'AWS/S3', name, dimensions });
  const named = (name: string): string => `${deployment}-landing-${name}-${site}`;
  return [
    { name: named('silence'), tells: 'what stays away', metric: metric('PutRequests') },
    { name: named('bytes'), tells: 'a ceiling', metric: metric('BytesUploaded') },
    { name: named('objects'), tells: 'a ceiling', metric: metric('PutRequests') },
  ];
}
