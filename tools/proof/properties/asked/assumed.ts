import { assumption } from '../../../../packages/iam-proof/index.ts';
import type { Places } from '../../promise/places.ts';
import type { Ask } from './ask.ts';

const PROPERTY = 'no trust lets a plant assume a role, whatever the plant may do and sends along';

/** Each role's trust alone, asked by each plant: its own policy must not be all that stands in the way. */
export function assumedAsks({ app, plants }: Places): Ask[] {
  return app.identities
    .filter(({ trust }) => trust !== undefined)
    .flatMap((role) =>
      plants.map(({ identity }) => ({
        property: PROPERTY,
        layer: 'trust',
        who: `${identity.name} as ${role.name}`,
        question: assumption(app, identity, role),
      })),
    );
}
