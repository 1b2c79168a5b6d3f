import type { JsonObject, Resource } from '../../../../packages/iam-proof/index.ts';
import type { Places } from '../../promise/places.ts';
import { formOf, hasForm } from '../../world/form.ts';
import { grouped } from '../../world/grouped.ts';
import { type Kind, kindsOf } from '../../world/kinds.ts';
import { namesAnother, openTo } from '../../world/open.ts';
import { type Value, valuesOf } from '../../world/places.ts';
import { ANY, alwaysSaid, timesOf, WORLD } from '../../world/said.ts';
import { type Words, wordsOf } from '../../world/words.ts';
import { breaking, type Finding } from '../finding.ts';

const NOTHING_ELSE = 'nothing is set, and nothing named, but what was reviewed';
const NOTHING_LESS = 'whatever is always set is set';

/** Everything that an assembly says is of a form that some shipped configuration has, every name is of the assembly or of the list, and nothing is left out. */
export function worldFindings(places: Places): Finding[] {
  const kindOf = kindsOf(places);
  const known = knownIn(places);
  const taken = new Map<string, Set<string>>();
  return places.app.resources.flatMap((resource) => {
    const { findings, counted } = judgementOf(resource, kindOf(resource), known);
    return [...findings, ...counted.filter((each) => isOneTooMany(each, taken)).map(({ finding }) => finding)];
  });
}

/** What a resource is judged by, beside itself. */
interface World {
  readonly words: Words;
  readonly config?: JsonObject;
  /** By its own words and those of its kind, the judgement on a resource. */
  readonly judged: Map<string, Judgement>;
}

interface Judgement {
  readonly findings: readonly Finding[];
  readonly counted: readonly Counted[];
}

/** A value at a place that is open to so many only, and what is said of one too many. */
interface Counted {
  readonly at: string;
  readonly most: number;
  readonly form: string;
  readonly finding: Finding;
}

const WORLDS = new Map<string, World>();

/** Assemblies of the same names and configuration share what was judged. */
function knownIn(places: Places): World {
  const { config } = places;
  const words = wordsOf(places);
  const name = JSON.stringify([[...words], config]);
  const known = WORLDS.get(name) ?? { words, judged: new Map(), ...(config && { config }) };
  WORLDS.set(name, known);
  return known;
}

function judgementOf(resource: Resource, kind: Kind | undefined, known: World): Judgement {
  const name = JSON.stringify([resource, kind]);
  const judgement = known.judged.get(name) ?? judge(resource, kind, known);
  known.judged.set(name, judgement);
  return judgement;
}

function judge(resource: Resource, kind: Kind | undefined, known: World): Judgement {
  const values = valuesOf(resource);
  const said = new Map<string, Finding>();
  const counted: Counted[] = [];
  for (const value of values.filter((each) => !isReviewed(each, kind, known))) {
    const form = formOf(value.value, known.words);
    const open = openTo(value, { words: known.words, id: kind?.id, config: known.config });
    const finding = unknown(resource, value, form);
    if (open === undefined) said.set(value.place, finding);
    else if (open.most !== undefined) counted.push({ at: open.at, most: open.most, form, finding });
  }
  return { findings: [...said.values(), ...leftOut(resource, values, kind, known)], counted };
}

function unknown({ source }: Resource, { place, value }: Value, form: string): Finding {
  if (!namesAnother(form)) {
    const message = `${place} is ${JSON.stringify(value)}, which no reviewed configuration says`;
    return breaking(NOTHING_ELSE, 'unresolved')(source, message);
  }
  const message = `${place} names ${value}, which is neither of this app nor on the list of what else may be named`;
  return breaking(NOTHING_ELSE, 'chain')(source, message);
}

/** What every reviewed resource of the kind says. */
function leftOut(
  { type, source }: Resource,
  values: readonly Value[],
  kind: Kind | undefined,
  known: World,
): Finding[] {
  if (kind === undefined) return [];
  const said = grouped(values, ({ place }) => place);
  return alwaysSaid(type, kind.id).flatMap(({ place, form, times }) => {
    const given = said.get(place) ?? [];
    const count = given.filter(({ value }) => form === ANY || hasForm([form], value, known.words)).length;
    const what = form === ANY ? 'something' : JSON.stringify(form);
    const message = `${place} says ${what} ${count} times, wanted ${times} at least`;
    return count >= times ? [] : [breaking(NOTHING_LESS, 'configuration')(source, message)];
  });
}

function isReviewed({ place, value }: Value, kind: Kind | undefined, { words }: World): boolean {
  const forms = Object.entries(WORLD[place] ?? {}).flatMap(([form, kinds]) =>
    form === ANY || timesOf(kinds, kind?.id) === undefined ? [] : [form],
  );
  return hasForm(forms, value, words);
}

function isOneTooMany({ at, most, form }: Counted, taken: Map<string, Set<string>>): boolean {
  const forms = (taken.get(at) ?? new Set()).add(form);
  taken.set(at, forms);
  return forms.size > most;
}
