import type { Resource } from '../../../packages/iam-proof/index.ts';
import type { Places } from '../promise/places.ts';
import { formOf } from './form.ts';
import { grouped } from './grouped.ts';
import { kindOf } from './kinds.ts';
import { openTo } from './open.ts';
import { valuesOf } from './places.ts';
import { ANY, writtenKinds } from './said.ts';
import { type Words, wordsOf } from './words.ts';

/** By place and form, how often a resource says it. */
type Sayings = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** A reviewed resource: what it is, and what it says. */
interface Reviewed {
  readonly type: string;
  readonly id: string;
  readonly said: Sayings;
}

/** By type and path, each form of a value that some of the assemblies have, and which kinds of resources say it. */
export function worldOf(all: readonly Places[]): Record<string, Record<string, string>> {
  const reviewed = all.flatMap((places) => {
    const words = wordsOf(places, (resource) => kindOf(resource, places));
    return places.app.resources.map((resource): Reviewed => {
      const { id } = kindOf(resource, places);
      return { type: resource.type, id, said: saidBy(resource, id, words, places.config) };
    });
  });
  const lines = [...grouped(reviewed, ({ type }) => type)].flatMap(([, ofType]) => {
    const kinds = grouped(ofType, ({ id }) => id);
    const places = new Set(ofType.flatMap(({ said }) => [...said.keys()]));
    return [...places].flatMap((place) => written(place, kinds));
  });
  return sorted(lines);
}

/** What a resource says, and `{any}` for all of it at a place; of open places that alone, and nothing where nothing need be said. */
function saidBy(resource: Resource, id: string, words: Words, config: Places['config']): Sayings {
  const said = new Map<string, Map<string, number>>();
  for (const { place, value } of valuesOf(resource)) {
    const form = formOf(value, words);
    const open = openTo({ place, value }, { words, id, config });
    if (open?.optional === true) continue;
    const forms = said.get(place) ?? new Map<string, number>();
    said.set(place, forms);
    for (const each of open === undefined ? [form, ANY] : [ANY]) forms.set(each, (forms.get(each) ?? 0) + 1);
  }
  return said;
}

/** By form, the kinds that say it, each with how often all of its resources do. */
function written(place: string, kinds: ReadonlyMap<string, readonly Reviewed[]>): [string, Record<string, string>][] {
  const forms = new Map<string, Map<string, number>>();
  for (const [id, resources] of kinds) {
    const own = new Set(resources.flatMap(({ said }) => [...(said.get(place)?.keys() ?? [])]));
    const least = (form: string): number => Math.min(...resources.map(({ said }) => said.get(place)?.get(form) ?? 0));
    const known = [...own].filter((form) => form !== ANY).map((form): [string, number] => [form, least(form)]);
    const counted = known.reduce((sum, [, times]) => sum + times, 0);
    // What is always said is said by forms that always are, or by others too.
    const any: [string, number][] = least(ANY) > counted ? [[ANY, least(ANY)]] : [];
    for (const [form, times] of [...known, ...any]) forms.set(form, (forms.get(form) ?? new Map()).set(id, times));
  }
  const lines = [...forms].map(([form, times]): [string, string] => [form, writtenKinds(times, [...kinds.keys()])]);
  return lines.length === 0 ? [] : [[place, sorted(lines)]];
}

function sorted<T>(entries: readonly [string, T][]): Record<string, T> {
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
