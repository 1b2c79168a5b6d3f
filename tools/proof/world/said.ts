import world from '../promise/world.json' with { type: 'json' };
import { grouped } from './grouped.ts';

/** Forms of a value at a place, each with the kinds of resources that say it: `*` for all of its type, with a `?` those that do not always, with `:2` those that do twice. */
export type Forms = Readonly<Record<string, string>>;

/** By type and path, what the reviewed configurations say; the form `{any}` stands for whatever is said there. */
export const WORLD: Readonly<Record<string, Forms>> = world;

/** Form of something that differs from assembly to assembly. */
export const ANY = '{any}';

/** Ends what is not always said. */
const SOMETIMES = '?';
const EVERY = '*';

/** How often every resource of a kind says a form, 0 where only some do; undefined where none does. What nobody reviewed may say what any other does. */
export function timesOf(kinds: string, id: string | undefined): number | undefined {
  if (id === undefined) return 0;
  const found = kinds.split(' ').find((word) => [id, EVERY].includes(word.replace(/(\?|:\d+)$/, '')));
  if (found === undefined) return undefined;
  return found.endsWith(SOMETIMES) ? 0 : Number(/:(\d+)$/.exec(found)?.[1] ?? 1);
}

/** The kinds that say a form, each with how often all of it do, as it is written down. */
export function writtenKinds(times: ReadonlyMap<string, number>, all: readonly string[]): string {
  const words = [...times].map(([id, least]): [string, string] => [id, endOf(least)]);
  const ends = new Set(words.map(([, end]) => end));
  if (times.size === all.length && ends.size === 1) return EVERY + [...ends].join('');
  return words
    .map(([id, end]) => id + end)
    .toSorted()
    .join(' ');
}

function endOf(least: number): string {
  if (least === 0) return SOMETIMES;
  return least === 1 ? '' : `:${least}`;
}

/** Type that a place begins with. */
function typeOf(place: string): string {
  return place.slice(0, place.indexOf('.'));
}

interface Said {
  readonly place: string;
  readonly form: string;
  /** At least so often. */
  readonly times: number;
}

/** What every resource of a kind says. */
export function alwaysSaid(type: string, id: string): readonly Said[] {
  const name = `${type} ${id}`;
  const known = ALWAYS.get(name);
  if (known !== undefined) return known;
  const said = (OF_TYPE.get(type) ?? []).flatMap(([place, forms]) =>
    Object.entries(forms).flatMap(([form, kinds]) => {
      const times = timesOf(kinds, id) ?? 0;
      return times > 0 ? [{ place, form, times }] : [];
    }),
  );
  ALWAYS.set(name, said);
  return said;
}

const ALWAYS = new Map<string, readonly Said[]>();
const OF_TYPE = grouped(Object.entries(WORLD), ([place]) => typeOf(place));
