import { type Resource, textsWithin } from '../../../../packages/iam-proof/index.ts';
import type { Places } from '../../promise/places.ts';
import { type Kind, kindsOf, membersOf, tokenIn } from '../../world/kinds.ts';
import { breaking, type Finding } from '../finding.ts';

const PROPERTY = 'what is of one site, profile or subnet names nothing of another';
const finding = breaking(PROPERTY, 'configuration');

/** A key of one site in the secret of another, the notebooks of one profile in the namespace of another, a route in the table of another subnet. */
export function siteFindings(places: Places): Finding[] {
  const kindOf = kindsOf(places);
  const kinds = new Map(places.app.resources.map((resource) => [resource, kindOf(resource)]));
  return ['{site}', '{profile}', '{public}', '{private}'].flatMap((token) => findingsAmong(token, places, kinds));
}

type Kinds = ReadonlyMap<Resource, Kind | undefined>;

function findingsAmong(token: string, places: Places, kinds: Kinds): Finding[] {
  const memberOf = (resource: Resource): string | undefined => {
    const { name = '', of } = kinds.get(resource) ?? {};
    return tokenIn(name) === token ? of : undefined;
  };
  const owners = new Map<string, string>();
  // Sites that a text names by their folders, and identities by the end of a path.
  const within = new RegExp(`(?<=\\bsite=)[a-z0-9-]+|(?<=/)${places.deployment}-[a-z0-9-]+$`, 'g');
  for (const resource of places.app.resources) {
    const member = memberOf(resource);
    if (member === undefined) continue;
    for (const name of [resource.arn, resource.ref]) if (name !== undefined) owners.set(name, member);
  }
  for (const member of membersOf(token, places)) owners.set(member, member);
  return places.app.resources.flatMap((resource) => {
    const member = memberOf(resource);
    const others = textsWithin(resource.properties)
      .flatMap((text) => [text, ...(text.match(within) ?? [])])
      .filter((text) => (owners.get(text) ?? member) !== member);
    return member === undefined
      ? []
      : others.map((text) => finding(resource.source, `it is of ${member} and names ${text}`));
  });
}
