import type { Row } from '../rows.ts';
import type { Trial } from './trial.ts';

const OBSERVED = { allowed: 'accepted', refused: 'refused', unclear: 'unclear', 'not implemented': 'unclear' } as const;

/** An operation that no identity tried, and why: only the proof covers it. */
export interface NotTried {
  readonly service: string;
  readonly operation: string;
  readonly why: string;
}

/** What was tried, in the demo's words. */
export function trialsOf(rows: readonly Row[]): Trial[] {
  return rows.flatMap(({ identity, service, operation, target, wanted, owner, observed, answer }) => {
    if (observed === 'not tried') return [];
    const ownerCan = wanted === 'allowed' || owner === 'allowed';
    const common = { identity, service, verb: operation, target, answer, ownerCan };
    return [{ ...common, wanted: wanted === 'allowed' ? 'accepted' : 'refused', observed: OBSERVED[observed] }];
  });
}

/** Each operation that was not tried, once. */
export function notTriedOf(rows: readonly Row[]): NotTried[] {
  const left = rows.filter(({ observed }) => observed === 'not tried');
  const byName = new Map(left.map((row) => [`${row.service} ${row.operation}`, row]));
  return [...byName.values()].map(({ service, operation, answer }) => ({ service, operation, why: answer }));
}
