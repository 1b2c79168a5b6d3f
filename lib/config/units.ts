import { UNITS, type Unit } from '../../contract/units.ts';
import { didYouMean } from './did-you-mean.ts';

/** What was wanted in place of a unit, undefined where it is known. It is to be spelt as in the table: who declares one can look it up. */
export function unitFault(unit: string): string | undefined {
  if (UNITS.has(unit)) return undefined;
  const letters = unit.normalize('NFKC').replaceAll(/[\s.·*^()]/g, '');
  return `a unit of contract/units.csv, or nothing${didYouMean(letters, UNITS.keys())}`;
}

/** What was wanted in place of the unit in which a column is sent, undefined where silver can hold it in `held`. */
export function sentUnitFault(sent: string, held: string | null, type: string): string | undefined {
  if (type === 'String' || type === 'Digital') return `nothing on a column of type ${type}`;
  if (held === null) return 'nothing, or beside it as "unit" the one that silver holds';
  const [from, to] = [UNITS.get(sent), UNITS.get(held)];
  if (from === undefined || to === undefined) return unitFault(sent);
  return converts(from, to) ? undefined : `a unit of ${meaning(to)}, as "${held}" is, not of ${meaning(from)}`;
}

/** Whether the one is a number of the other; a gauge is one of what is absolute by the site's air. */
function converts(from: Unit, to: Unit): boolean {
  return meaning(from) === meaning(to) || (from.air !== '' && to.air !== '');
}

function meaning({ dimension, kind }: Unit): string {
  return kind === 'gauge' || kind === 'delta' ? `${dimension} (${kind})` : dimension;
}
