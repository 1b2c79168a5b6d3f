import type { Resource } from '../../../../packages/iam-proof/index.ts';
import type { Places } from '../../promise/places.ts';
import { grouped } from '../../world/grouped.ts';
import { kindsOf } from '../../world/kinds.ts';
import { namesAnother, type Open, openTo } from '../../world/open.ts';
import { type Value, valuesOf } from '../../world/places.ts';
import { ANY, reviewed, type Sayings } from '../../world/said.ts';
import type { Words } from '../../world/words.ts';
import { wordsOf } from '../../world/words-of.ts';
import { breaking, type Finding } from '../finding.ts';

const NOTHING_ELSE = 'nothing is set, and nothing named, but what was reviewed';
const NOTHING_LESS = 'whatever is always set is set';

/** Values of a resource by their place. */
type Given = ReadonlyMap<string, readonly Value[]>;

/** Everything that an assembly says is of a form that some shipped configuration has, every name is of the assembly or of the list, and nothing is left out. */
export function worldFindings(places: Places): Finding[] {
  const kindOf = kindsOf(places);
  const words = wordsOf(places, kindOf);
  const isOneTooMany = counter(words);
  return places.app.resources.flatMap((resource) => {
    const id = kindOf(resource)?.id;
    const said = reviewed(resource.type, id);
    const given = grouped(valuesOf(resource), ({ place }) => place);
    const isKnown = (value: Value): boolean => {
      if (isReviewed(value, said, words)) return true;
      const open = openTo(value, { words, id, config: places.config });
      return open !== undefined && !isOneTooMany(open, value);
    };
    return [...unknown(resource, given, isKnown, words), ...leftOut(resource, given, said, words)];
  });
}

/** Tells of each value at a place that is open to so many only whether it is one too many. */
function counter(words: Words): (open: Open, value: Value) => boolean {
  const taken = new Map<string, Set<string>>();
  return ({ at, most = Infinity }, { value }) => {
    const forms = (taken.get(at) ?? new Set()).add(words.formOf(value));
    taken.set(at, forms);
    return forms.size > most;
  };
}

function isReviewed({ place, value }: Value, said: Sayings, words: Words): boolean {
  return [...(said.get(place)?.keys() ?? [])].some((form) => form !== ANY && words.hasForm(form, value));
}

/** What nobody reviewed, the last of each place. */
function unknown({ source }: Resource, given: Given, isKnown: (value: Value) => boolean, words: Words): Finding[] {
  return [...given.values()].flatMap((values) => {
    const last = values.filter((value) => !isKnown(value)).at(-1);
    return last === undefined ? [] : [unknownAt(source, last, words.formOf(last.value))];
  });
}

function unknownAt(source: string, { place, value }: Value, form: string): Finding {
  if (!namesAnother(form)) {
    const message = `${place} is ${JSON.stringify(value)}, which no reviewed configuration says`;
    return breaking(NOTHING_ELSE, 'unresolved')(source, message);
  }
  const message = `${place} names ${value}, which is neither of this app nor on the list of what else may be named`;
  return breaking(NOTHING_ELSE, 'chain')(source, message);
}

/** What every reviewed resource of the kind says. */
function leftOut({ source }: Resource, given: Given, said: Sayings, words: Words): Finding[] {
  return [...said].flatMap(([place, forms]) =>
    [...forms].flatMap(([form, times]) => {
      const values = times === 0 ? [] : (given.get(place) ?? []);
      const count = values.filter(({ value }) => form === ANY || words.hasForm(form, value)).length;
      if (count >= times) return [];
      const what = form === ANY ? 'something' : JSON.stringify(form);
      const message = `${place} says ${what} ${count} times, wanted ${times} at least`;
      return [breaking(NOTHING_LESS, 'configuration')(source, message)];
    }),
  );
}
