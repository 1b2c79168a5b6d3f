import {
  actionIs,
  both,
  type Constraint,
  type Identity,
  no,
  resourceIs,
} from '../../../../packages/iam-proof/index.ts';
import { arnsOf, EMPTYING, flowOf, isEmptier } from '../../promise/flows.ts';
import { DATA_READS, DATA_WRITES } from '../../promise/lists.ts';
import type { Places } from '../../promise/places.ts';
import { type Ask, askEach } from './ask.ts';

const EMPTIES = 'it lists and deletes what goes with its stack, and reads and writes nothing';
const OF_OURS = DATA_READS.filter((action) => /^(s3[a-z-]*|kinesis):/.test(action));

/** Data goes from landing to bronze to silver to gold, and no role carries it anywhere else. */
export function flowAsks(places: Places): Ask[] {
  const [emptiers, carriers] = [places.others.filter(isEmptier), places.others.filter((each) => !isEmptier(each))];
  const beyondEmptying = both(actionIs(...OF_OURS, ...DATA_WRITES), no(actionIs(...EMPTYING)));
  return [
    ...emptiers.flatMap((identity) => askBoth(places, EMPTIES, identity, beyondEmptying)),
    ...carriers.flatMap((identity) => [
      ...carries(places, identity, 'reads', 'from', OF_OURS),
      ...carries(places, identity, 'writes', 'to', DATA_WRITES),
    ]),
  ];
}

function carries(
  places: Places,
  identity: Identity,
  verb: 'reads' | 'writes',
  way: 'from' | 'to',
  actions: readonly string[],
): Ask[] {
  const ends = flowOf(places, identity)[verb];
  const allowed = ends.flatMap((place) => arnsOf(places, place));
  const words = allowed.length === 0 ? 'no data' : `data ${way} ${ends.join(', ')} and ${way} nowhere else`;
  const elsewhere = allowed.length === 0 ? [] : [no(resourceIs(...allowed))];
  return askBoth(places, `it ${verb} ${words}`, identity, both(actionIs(...actions), ...elsewhere));
}

function askBoth(places: Places, property: string, identity: Identity, where: Constraint): Ask[] {
  return askEach(['identity', 'together'], places, property, identity, where);
}
