import type { Resource } from '../../../packages/iam-proof/index.ts';
import type { Places } from '../promise/places.ts';
import { grouped } from './grouped.ts';
import { kindOf } from './kinds.ts';
import { type Owner, openTo } from './open.ts';
import { valuesOf } from './places.ts';
import { ANY, type Sayings, writtenKinds } from './said.ts';
import { wordsOf } from './words-of.ts';

/** By type and path, each form of a value that some of the assemblies have, and which kinds of resources say it. */
export function worldOf(all: readonly Places[]): Record<string, Record<string, string>> {
  const reviewed = all.flatMap((places) => {
    const words = wordsOf(places, (resource) => kindOf(resource, places));
    return places.app.resources.map((resource) => {
      const { id } = kindOf(resource, places);
      return { type: resource.type, id, said: saidBy(resource, { id, words, config: places.config }) };
    });
  });
  const lines = [...grouped(reviewed, ({ type }) => type).values()].flatMap((ofType) => {
    const ofKind = [...grouped(ofType, ({ id }) => id)];
    return written(new Map(ofKind.map(([id, each]) => [id, saidByAll(each.map(({ said }) => said))])));
  });
  return sorted(lines);
}

/** What a resource says, and `{any}` for all of it at a place; of open places that alone, and nothing where nothing need be said. */
function saidBy(resource: Resource, owner: Owner): Sayings {
  const said = valuesOf(resource).flatMap(({ place, value }) => {
    const open = openTo({ place, value }, owner);
    if (open?.optional === true) return [];
    return (open === undefined ? [owner.words.formOf(value), ANY] : [ANY]).map((form) => ({ place, form }));
  });
  return mapped(
    grouped(said, ({ place }) => place),
    (ofPlace) =>
      mapped(
        grouped(ofPlace, ({ form }) => form),
        ({ length }) => length,
      ),
  );
}

/** What any of some resources says, each as often as all of them do. */
function saidByAll(resources: readonly Sayings[]): Sayings {
  const places = new Set(resources.flatMap((said) => [...said.keys()]));
  return new Map([...places].map((place) => [place, leastOf(resources.map((said) => said.get(place) ?? new Map()))]));
}

function leastOf(all: readonly ReadonlyMap<string, number>[]): ReadonlyMap<string, number> {
  const forms = new Set(all.flatMap((times) => [...times.keys()]));
  const least = new Map([...forms].map((form) => [form, Math.min(...all.map((times) => times.get(form) ?? 0))]));
  const { [ANY]: any = 0, ...known } = Object.fromEntries(least);
  // What is always said is said by forms that always are, or by others too.
  if (any <= Object.values(known).reduce((sum, times) => sum + times, 0)) least.delete(ANY);
  return least;
}

/** By place and form, which of the kinds of a type say it. */
function written(kinds: ReadonlyMap<string, Sayings>): [string, Record<string, string>][] {
  const places = new Set([...kinds.values()].flatMap((said) => [...said.keys()]));
  return [...places].flatMap((place) => {
    const said = [...kinds].flatMap(([id, saidByIt]) =>
      [...(saidByIt.get(place) ?? [])].map(([form, times]) => ({ id, form, times })),
    );
    const forms = mapped(
      grouped(said, ({ form }) => form),
      (each) => writtenKinds(new Map(each.map(({ id, times }) => [id, times])), kinds.size),
    );
    return forms.size === 0 ? [] : [[place, sorted([...forms])]];
  });
}

function mapped<T, U>(groups: ReadonlyMap<string, T>, to: (group: T) => U): Map<string, U> {
  return new Map([...groups].map(([name, group]) => [name, to(group)]));
}

function sorted<T>(entries: readonly [string, T][]): Record<string, T> {
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
