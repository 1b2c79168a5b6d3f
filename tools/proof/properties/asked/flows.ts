import {
  actionIs,
  both,
  type Constraint,
  type Identity,
  no,
  resourceIs,
} from '../../../../packages/iam-proof/index.ts';
import { arnsOf, EMPTYING, flowOf, isEmptier } from '../../promise/flows.ts';
import type { Places } from '../../promise/places.ts';
import { type Ask, ask } from './ask.ts';

/** Data goes from landing to bronze to silver to gold, and no role carries it anywhere else. */
export function flowAsks(places: Places, dataReads: readonly string[], dataWrites: readonly string[]): Ask[] {
  const s3AndKinesis = dataReads.filter((action) => /^(s3[a-z-]*|kinesis):/.test(action));
  const [emptiers, carriers] = [places.others.filter(isEmptier), places.others.filter((each) => !isEmptier(each))];
  const beyondEmptying = both(actionIs(...s3AndKinesis, ...dataWrites), no(actionIs(...EMPTYING)));
  const emptying = emptiers.flatMap((identity) =>
    inBoth(
      places,
      'it lists and deletes what goes with its stack, and reads and writes nothing',
      identity,
      beyondEmptying,
    ),
  );
  const carrying = carriers.flatMap((identity) => [
    ...readsOf(places, identity, s3AndKinesis),
    ...writesOf(places, identity, dataWrites),
  ]);
  return [...emptying, ...carrying];
}

function readsOf(places: Places, identity: Identity, dataReads: readonly string[]): Ask[] {
  const from = flowOf(places, identity).reads;
  const allowed = from.flatMap((place) => arnsOf(places, place));
  const property =
    from.length === 0 ? 'it reads no data' : `it reads data from ${from.join(', ')} and from nowhere else`;
  return inBoth(places, property, identity, both(actionIs(...dataReads), ...elsewhere(allowed)));
}

function writesOf(places: Places, identity: Identity, dataWrites: readonly string[]): Ask[] {
  const into = flowOf(places, identity).writes;
  const allowed = into.flatMap((place) => arnsOf(places, place));
  const property = into.length === 0 ? 'it writes no data' : `it writes data to ${into.join(', ')} and to nowhere else`;
  return inBoth(places, property, identity, both(actionIs(...dataWrites), ...elsewhere(allowed)));
}

function elsewhere(allowed: readonly string[]): Constraint[] {
  return allowed.length === 0 ? [] : [no(resourceIs(...allowed))];
}

function inBoth(places: Places, property: string, identity: Identity, where: Constraint): Ask[] {
  return (['identity', 'together'] as const).map((layer) => ask(places, property, layer, identity, where));
}
