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
import { roleRights } from '../../promise/role-rights.ts';
import { saysTheSame } from '../same-policy.ts';
import { type Ask, ask } from './ask.ts';

const DOES_NO_MORE = 'an identity that is no plant does what it is there for and nothing else';

/** The promise on each identity that is no plant's; what a policy of AWS says that it is meant to have needs no question. */
export function roleAsks(places: Places): Ask[] {
  return places.others.map((identity) => {
    const { rights, policies: given } = roleRights(places, identity);
    const policies = identity.policies.filter((policy) => !given.some((each) => saysTheSame(each, policy)));
    return ask(places, DOES_NO_MORE, 'identity', { ...identity, policies }, beyond(rights));
  });
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
