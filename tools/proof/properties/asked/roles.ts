import {
  actionIs,
  both,
  type Constraint,
  either,
  keyIs,
  no,
  resourceIs,
} from '../../../../packages/iam-proof/index.ts';
import type { Places } from '../../promise/places.ts';
import type { Right } from '../../promise/right.ts';
import { ownRoles, roleRights } from '../../promise/role-rights.ts';
import { type Ask, ask } from './ask.ts';

const DOES_NO_MORE = 'a role of the pipeline, or of a notebook, does what it is there for and nothing else';

/** The promise on each role of ours. */
export function roleAsks(places: Places): Ask[] {
  return ownRoles(places).map((identity) =>
    ask(places, DOES_NO_MORE, 'identity', identity, beyond(roleRights(places, identity))),
  );
}

/** Anything but the rights. */
export function beyond(rights: readonly Right[]): Constraint {
  return no(either(...rights.map(within)));
}

function within({ actions, resources, when = {}, like = {} }: Right): Constraint {
  const conditions = [
    ...Object.entries(when).map(([key, values]) => keyIs('StringEquals', key, ...values)),
    ...Object.entries(like).map(([key, patterns]) => keyIs('StringLike', key, ...patterns)),
  ];
  return both(actionIs(...actions), resourceIs(...resources), ...conditions);
}
