import type { Places } from '../promise/places.ts';
import { kindOf, membersOf } from './kinds.ts';
import { MEMBERS } from './members.ts';

/** Where a kind is there: in which assembly, and of which of its sites, profiles, owners or subscribers where it is of one. */
type Presence = ReadonlySet<string>;

/** By its kind, another that was there in the same assemblies, and of the same sites or profiles: so it is missed where the other is. */
export function togetherOf(all: readonly Places[]): Record<string, string> {
  const kinds = new Map<string, Set<string>>();
  for (const [index, places] of all.entries()) {
    for (const resource of places.app.resources) {
      const { name, of } = kindOf(resource, places);
      kinds.set(name, (kinds.get(name) ?? new Set()).add(of === undefined ? `${index}` : `${index} ${of}`));
    }
  }
  const everywhere = new Set(['', ...Object.keys(MEMBERS)].map((token) => textOf(everyOne(token, all))));
  const companion = (name: string, presence: Presence): string => {
    if (everywhere.has(textOf(presence))) return 'always';
    const alike = [...kinds].filter(([, each]) => textOf(each) === textOf(presence));
    const anywhere = [...kinds].filter(([, each]) => textOf(assembliesOf(each)) === textOf(presence));
    const [other = ''] = [...alike, ...anywhere].map(([each]) => each).filter((each) => each !== name);
    return other;
  };
  return Object.fromEntries(
    [...kinds].map(([name, presence]) => [name, companion(name, presence)] as const).toSorted(),
  );
}

/** In every assembly, or each of its members that a token stands for. */
function everyOne(token: string, all: readonly Places[]): Presence {
  return new Set(
    all.flatMap((places, index) =>
      token === '' ? [`${index}`] : membersOf(token, places).map((member) => `${index} ${member}`),
    ),
  );
}

function assembliesOf(presence: Presence): Presence {
  return new Set([...presence].map((each) => each.replace(/ .*/, '')));
}

function textOf(presence: Presence): string {
  return [...presence].toSorted().join();
}
