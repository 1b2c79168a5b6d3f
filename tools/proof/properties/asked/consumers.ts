import { actionIs, both, resourceIs } from '../../../../packages/iam-proof/index.ts';
import { arnsOf } from '../../promise/flows.ts';
import type { Places } from '../../promise/places.ts';
import { type Ask, ask } from './ask.ts';

/** What holds for everybody who reads gold. */
export function consumerAsks(places: Places, dataReads: readonly string[], dataWrites: readonly string[]): Ask[] {
  const before = (['landing', 'bronze', 'silver', 'streams'] as const).flatMap((place) => arnsOf(places, place));
  const reads = both(actionIs(...dataReads), resourceIs(...before));
  const writes = both(actionIs(...dataWrites), resourceIs(...arnsOf(places, 'gold')));
  const consumers = places.others.filter(({ path }) => path === `${places.path}consumption/`);
  return consumers.flatMap((identity) =>
    (['identity', 'together'] as const).flatMap((layer) => [
      ask(places, 'a notebook reads no bronze, nor anything else that comes before gold', layer, identity, reads),
      ask(places, 'a notebook writes no gold', layer, identity, writes),
    ]),
  );
}
