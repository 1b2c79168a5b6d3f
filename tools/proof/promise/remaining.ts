import { METADATA_READS, type Reference } from '../../../packages/iam-proof/index.ts';

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
            reason: reasonOf(action, reference),
          })),
        ),
    ),
  );
}

function reasonOf(action: string, reference: Reference): string {
  const info = reference.action(action);
  const group = Object.values(METADATA_READS).find(({ actions }) =>
    actions.some((pattern) => info !== undefined && reference.named(pattern).has(info)),
  );
  return group?.reason ?? 'it is opened on purpose by a switch of the configuration';
}
