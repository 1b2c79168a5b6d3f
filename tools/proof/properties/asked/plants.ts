import { both, type Constraint, no, resourceIs } from '../../../../packages/iam-proof/index.ts';
import { ownPrefix, ownStream, type Places, type Plant } from '../../promise/places.ts';
import { rightsOf } from '../../promise/plant-rights.ts';
import { type Ask, askEach } from './ask.ts';
import { beyond } from './roles.ts';

const DOES_NO_MORE = 'a plant does nothing but put below its own prefix and into its own stream';
const KEEPS_OUT = "no site touches another's prefix or stream";

/** Promises on every identity of a plant, of each layer alone: so it reads no data, too. */
export function plantAsks(places: Places): Ask[] {
  return places.plants.flatMap((plant) => {
    const { identity } = plant;
    const own = ['identity', 'boundary'] as const;
    return [
      ...askEach(own, places, DOES_NO_MORE, identity, beyond(rightsOf(places, plant))),
      ...askEach(own, places, KEEPS_OUT, identity, ofOthers(places, plant)),
    ];
  });
}

/** Objects and streams that are not its own site's, whoever's they are: as many words for a hundred sites as for two. */
function ofOthers(places: Places, plant: Plant): Constraint {
  const landing = places.bucket('landing');
  const own = ownStream(places, plant);
  const streams = own.replace(/[^/]+$/, '*');
  return both(resourceIs(`${landing}/*`, streams), no(resourceIs(`${landing}/${ownPrefix(plant)}*`, own)));
}
