import { actionIs, both, resourceIs } from '../../../../packages/iam-proof/index.ts';
import { arnsOf } from '../../promise/flows.ts';
import { DATA_READS, DATA_WRITES } from '../../promise/lists.ts';
import type { Places } from '../../promise/places.ts';
import { type Ask, askEach } from './ask.ts';

const READS_GOLD = 'a notebook reads no bronze, nor anything else that comes before gold';
const WRITES_NOTHING = 'a notebook writes no gold';

/** Promises on everybody who reads gold. */
export function consumerAsks(places: Places): Ask[] {
  const before = (['landing', 'bronze', 'silver', 'streams'] as const).flatMap((place) => arnsOf(places, place));
  const reads = both(actionIs(...DATA_READS), resourceIs(...before));
  const writes = both(actionIs(...DATA_WRITES), resourceIs(...arnsOf(places, 'gold')));
  const consumers = places.others.filter(({ path }) => path === `${places.path}consumption/`);
  return consumers.flatMap((identity) => [
    ...askEach(['identity', 'together'], places, READS_GOLD, identity, reads),
    ...askEach(['identity', 'together'], places, WRITES_NOTHING, identity, writes),
  ]);
}
