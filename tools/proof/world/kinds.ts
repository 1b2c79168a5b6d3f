import type { Resource } from '../../../packages/iam-proof/index.ts';
import type { Places } from '../promise/places.ts';
import together from '../promise/together.json' with { type: 'json' };
import { idOf, MEMBERS } from './members.ts';

/** What a resource is in every assembly of ours: its type, and its logical id without hashes, tokens in place of the names of this one. */
export interface Kind {
  readonly name: string;
  /** The name without the type. */
  readonly id: string;
  /** The site, profile, owner, subscriber or subnet that it is of, as far as its id tells. */
  readonly of?: string;
}

/** By its kind, what else is there wherever one of it is: another kind, or `always`. Of a site, at the same one. */
export const TOGETHER: Readonly<Record<string, string>> = together;

/** Finds the kind of a resource among those that were reviewed; it has none where its id is made of a name that anybody may give. */
export function kindsOf(places: Places): (resource: Resource) => Kind | undefined {
  const deployment = idOf(places.deployment);
  const kinds = Object.keys(TOGETHER).flatMap((name) =>
    ownersOf(name, places).flatMap((of) => {
      const text = name.replace('{deployment}', deployment);
      return idsOf(text, of).map((id): [string, Kind] => [id, kindNamed(name, of)]);
    }),
  );
  const known = new Map(kinds);
  return ({ type, source }) =>
    bareIds(source)
      .map((id) => known.get(`${type} ${id}`))
      .find((kind) => kind !== undefined);
}

/** The kind of a resource, to be written down. */
export function kindOf({ type, source }: Resource, places: Places): Kind {
  const id = (bareIds(source).at(-1) ?? '').replace(idOf(places.deployment), '{deployment}');
  const members = Object.keys(MEMBERS).flatMap((token) => membersOf(token, places).map((of) => ({ token, of })));
  const [longest] = members
    .filter(({ of }) => id.includes(idOf(of)))
    .toSorted((a, b) => idOf(b.of).length - idOf(a.of).length);
  if (longest === undefined) return kindNamed(`${type} ${id}`);
  return kindNamed(`${type} ${id.replace(idOf(longest.of), longest.token)}`, longest.of);
}

/** Token of the member that a kind is of one of. */
export function tokenIn(kind: string): string | undefined {
  return Object.keys(MEMBERS).find((token) => kind.includes(token));
}

/** All that a token stands for. */
export function membersOf(token: string, places: Places): string[] {
  return MEMBERS[token]?.(places) ?? [];
}

/** Of whom there is one of a kind each; undefined where it is of nobody. */
export function ownersOf(kind: string, places: Places): (string | undefined)[] {
  const token = tokenIn(kind);
  return token === undefined ? [undefined] : membersOf(token, places);
}

function kindNamed(name: string, of?: string): Kind {
  return { name, id: name.slice(name.indexOf(' ') + 1), ...(of !== undefined && { of }) };
}

/** A name in place of its token, and where it is the next part of the path too, as the CDK says it: once. */
function idsOf(kind: string, of: string | undefined): string[] {
  const token = tokenIn(kind);
  if (token === undefined || of === undefined) return [kind];
  const id = kind.replace(token, idOf(of));
  return [id, id.replace(idOf(of).repeat(2), idOf(of))];
}

/** Logical id without the hashes that the CDK closes names with, one or two of them. */
function bareIds(source: string): string[] {
  const id = (source.split('/')[1] ?? '').replace(/[0-9A-F]{8}$/, '');
  // The port of a rule stands behind the second one.
  return [id, id.replace(/[0-9A-F]{8}(?=\d{0,5}$)/, '')];
}
