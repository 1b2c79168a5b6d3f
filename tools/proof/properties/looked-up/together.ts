import type { Places } from '../../promise/places.ts';
import { kindsOf, membersOf, TOGETHER, tokenIn } from '../../world/kinds.ts';
import { breaking, type Finding } from '../finding.ts';

const PROPERTY = 'what belongs together is there together';
const finding = breaking(PROPERTY, 'configuration');

/** A resource that every reviewed configuration has, or has wherever it has another one. */
export function togetherFindings(places: Places): Finding[] {
  const kindOf = kindsOf(places);
  const there = places.app.resources.flatMap((resource) => kindOf(resource) ?? []);
  const has = (name: string, member?: string): boolean =>
    there.some((kind) => kind.name === name && (member === undefined || kind.of === member));
  return Object.entries(TOGETHER).flatMap(([name, other]) => {
    const token = tokenIn(name);
    const members = token === undefined ? [undefined] : membersOf(token, places);
    return members
      .filter((member) => (other === 'always' || has(other, member)) && !has(name, member))
      .map((member) => finding(member ?? places.deployment, `there is no ${name}, wanted one${because(other)}`));
  });
}

function because(other: string): string {
  return other === 'always' ? '' : ` beside ${other}`;
}
