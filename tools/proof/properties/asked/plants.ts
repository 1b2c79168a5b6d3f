import { actionIs, both, resourceIs } from '../../../../packages/iam-proof/index.ts';
import { encryptRecords } from '../../promise/customer-key.ts';
import { DATA_READS } from '../../promise/lists.ts';
import { fedStream, ownPrefix, ownStream, type Places, type Plant } from '../../promise/places.ts';
import { rightsOf } from '../../promise/plant-rights.ts';
import { switchedRights } from '../../promise/switches.ts';
import { type Ask, askEach } from './ask.ts';
import { beyond } from './roles.ts';

const READS_NOTHING = 'a plant reads no data';
const DOES_NO_MORE = 'a plant does nothing but put below its own prefix and into its own stream';
const KEEPS_OUT = "no site touches another's prefix or stream";

/** Promises on every identity of a plant, of each layer alone and of all together. */
export function plantAsks(places: Places): Ask[] {
  return places.plants.flatMap((plant) => {
    const { identity } = plant;
    const own = ['identity', 'boundary', 'together'] as const;
    const switched = switchedRights(places, plant);
    const reads = actionIs(...DATA_READS);
    // A key to encrypt with reads nothing: the record is Kinesis's from then on.
    const stream = fedStream(places, plant);
    const encrypts = stream === undefined ? [] : encryptRecords(places, stream);
    return [
      ...askEach(own, places, READS_NOTHING, identity, both(reads, beyond([...switched, ...encrypts]))),
      ...askEach(own, places, DOES_NO_MORE, identity, beyond(rightsOf(places, plant))),
      ...askEach(own, places, KEEPS_OUT, identity, resourceIs(...ofOthers(places, plant))),
    ];
  });
}

function ofOthers(places: Places, plant: Plant): string[] {
  const others = places.plants.filter(({ identity }) => identity.arn !== plant.identity.arn);
  const streams = others.filter(({ site }) => site !== plant.site).map((other) => ownStream(places, other));
  return [...others.map((other) => `${places.bucket('landing')}/${ownPrefix(other)}*`), ...streams];
}
