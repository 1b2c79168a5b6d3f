import world from '../promise/world.json' with { type: 'json' };
import { grouped } from './grouped.ts';

/** By place and form, how often a resource says it, or every one of a kind at least. */
export type Sayings = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** Form of something that differs from assembly to assembly: whatever is said at a place. */
export const ANY = '{any}';

/** By type and path, the reviewed forms of a value, each with the kinds of resources that say it: `*` for all of its type, with a `?` those that do not always, with `:2` those that do twice. */
const WORLD: Readonly<Record<string, Readonly<Record<string, string>>>> = world;
const OF_TYPE = grouped(Object.entries(WORLD), ([place]) => place.slice(0, place.indexOf('.')));
const EVERY = '*';

const KNOWN = new Map<string, Sayings>();

/** What the reviewed resources of a kind say. What nobody reviewed may say what any other of its type does, and must say nothing. */
export function reviewed(type: string, id: string | undefined): Sayings {
  const name = `${type} ${id}`;
  const said =
    KNOWN.get(name) ?? new Map((OF_TYPE.get(type) ?? []).map(([place, forms]) => [place, formsOf(forms, id)]));
  KNOWN.set(name, said);
  return said;
}

function formsOf(forms: Readonly<Record<string, string>>, id: string | undefined): ReadonlyMap<string, number> {
  return new Map(
    Object.entries(forms).flatMap(([form, kinds]) => {
      const times = id === undefined ? 0 : timesIn(kinds, id);
      return times === undefined ? [] : [[form, times] as const];
    }),
  );
}

function timesIn(kinds: string, id: string): number | undefined {
  const found = kinds.split(' ').find((word) => [id, EVERY].includes(word.replace(/(\?|:\d+)$/, '')));
  if (found === undefined) return undefined;
  return found.endsWith('?') ? 0 : Number(found.split(':')[1] ?? 1);
}

/** The kinds that say a form, each with how often all of it do, as it is written down. */
export function writtenKinds(times: ReadonlyMap<string, number>, all: number): string {
  const [first = 0] = times.values();
  if (times.size === all && [...times.values()].every((each) => each === first)) return EVERY + endOf(first);
  return [...times]
    .map(([id, least]) => id + endOf(least))
    .toSorted()
    .join(' ');
}

function endOf(least: number): string {
  if (least === 0) return '?';
  return least === 1 ? '' : `:${least}`;
}
