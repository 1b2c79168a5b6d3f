import type { Reference } from '../../../packages/iam-proof/index.ts';
import type { Places } from './places.ts';
import { rightsOf } from './plant-rights.ts';

/** A verb that tells a plant something about a resource, and returns none of its data. */
export interface Remaining {
  readonly who: string;
  readonly action: string;
  readonly resource: string;
  /** The thing that it tells. */
  readonly reason: string;
}

/** What a verb tells that is no data; any other is opened on purpose by a switch of the configuration. */
const TELLS: Readonly<Record<string, string>> = {
  'kinesis:DescribeStream': 'says how a stream is set up, and returns no record and no place in a shard',
  'kinesis:ListStreams': 'names the streams of an account, and returns no record and no place in a shard',
  's3:GetBucketLocation': 'says how a bucket is set up',
  's3:ListAllMyBuckets': 'names the buckets of an account, and no object',
};

/** Read and list verbs that a plant keeps, by name. */
export function remainingOf(places: Places, reference: Reference): Remaining[] {
  return places.plants.flatMap((plant) =>
    rightsOf(places, plant).flatMap(({ actions, resources }) =>
      actions
        .filter((action) => ['Read', 'List'].includes(reference.action(action)?.access ?? 'Read'))
        .flatMap((action) =>
          resources.map((resource) => ({
            who: plant.identity.name,
            action,
            resource,
            reason: TELLS[action] ?? 'it is opened on purpose by a switch of the configuration',
          })),
        ),
    ),
  );
}
