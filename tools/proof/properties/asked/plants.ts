import { actionIs, both, type Constraint, resourceIs } from '../../../../packages/iam-proof/index.ts';
import { ownPrefix, ownStream, type Places, type Plant } from '../../promise/places.ts';
import { profileRights, rightsOf } from '../../promise/plant-rights.ts';
import { profileSwitches, switchedRights } from '../../promise/switches.ts';
import { type Ask, type AskedLayer, ask } from './ask.ts';
import { beyond } from './roles.ts';

const READS_NOTHING = 'a plant reads no data';
const DOES_NO_MORE = 'a plant does nothing but put below its own prefix and into its own stream';
const KEEPS_OUT = "no site touches another's prefix or stream";

/** What holds for every identity of a plant, each layer alone and all together. */
export function plantAsks(places: Places, dataReads: readonly string[]): Ask[] {
  return places.plants.flatMap((plant) => [
    ...in3(places, plant, READS_NOTHING, (layer) =>
      both(
        actionIs(...dataReads),
        beyond(layer === 'boundary' ? profileSwitches(places, plant.profile) : switchedRights(places, plant)),
      ),
    ),
    ...in3(places, plant, DOES_NO_MORE, (layer) =>
      beyond(layer === 'boundary' ? profileRights(places, plant) : rightsOf(places, plant)),
    ),
    ...(['identity', 'together'] as const).map((layer) =>
      ask(places, KEEPS_OUT, layer, plant.identity, resourceIs(...ofOthers(places, plant))),
    ),
  ]);
}

function in3(places: Places, { identity }: Plant, property: string, where: (layer: AskedLayer) => Constraint): Ask[] {
  return (['identity', 'boundary', 'together'] as const).map((layer) =>
    ask(places, property, layer, identity, where(layer)),
  );
}

function ofOthers(places: Places, plant: Plant): string[] {
  const others = places.plants.filter(({ identity }) => identity.arn !== plant.identity.arn);
  const streams = others.filter(({ site }) => site !== plant.site).map((other) => ownStream(places, other));
  return [...others.map((other) => `${places.bucket('landing')}/${ownPrefix(other)}*`), ...streams];
}
