import type { Places } from '../../promise/places.ts';
import { kindsOf, ownersOf, TOGETHER } from '../../world/kinds.ts';
import { breaking, type Finding } from '../finding.ts';

const PROPERTY = 'what belongs together is there together';
const finding = breaking(PROPERTY, 'configuration');

/** A resource that every reviewed configuration has, or has wherever it has another one. */
export function togetherFindings(places: Places): Finding[] {
  const kindOf = kindsOf(places);
  const there = places.app.resources.flatMap((resource) => kindOf(resource) ?? []);
  const has = (name: string, owner?: string): boolean =>
    there.some((kind) => kind.name === name && (owner === undefined || kind.of === owner));
  return Object.entries(TOGETHER).flatMap(([name, other]) =>
    ownersOf(name, places)
      .filter((owner) => (other === 'always' || has(other, owner)) && !has(name, owner))
      .map((owner) => finding(owner ?? places.deployment, `there is no ${name}, wanted one${because(other)}`)),
  );
}

function because(other: string): string {
  return other === 'always' ? '' : ` beside ${other}`;
}
