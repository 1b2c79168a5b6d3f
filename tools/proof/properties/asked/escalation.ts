import { actionIs, both, no, resourceIs } from '../../../../packages/iam-proof/index.ts';
import exceptions from '../../promise/exceptions.json' with { type: 'json' };
import { ESCALATIONS } from '../../promise/lists.ts';
import type { Places } from '../../promise/places.ts';
import { type Ask, ask } from './ask.ts';

const PROPERTY = 'no identity changes rights, acts as another, or runs code in place of ours';

/** One step towards what an identity may not do itself: by each identity, but for what is granted by name and reason. */
export function escalationAsks(places: Places): Ask[] {
  const { partition } = places.app;
  return places.app.identities.map((identity) => {
    const granted = exceptions.filter((each) => new RegExp(each.identity).test(identity.name));
    const but = granted.map(({ actions, resources }) =>
      no(both(actionIs(...actions), resourceIs(...resources.map((arn) => arn.replace('{partition}', partition))))),
    );
    return {
      ...ask(places, PROPERTY, 'identity', identity, both(actionIs(...ESCALATIONS), ...but)),
      layer: 'chain',
    };
  });
}
