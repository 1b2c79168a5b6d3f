import { type Row, showingOf, tallies, triedOf } from './rows.ts';

/** Trials as lines for people: counts of each identity, by name what only the proof covers, and every write. */
export function trialLines(rows: readonly Row[]): string[] {
  const all = tallies(rows);
  const names = [...new Set(all.flatMap(({ notTried }) => notTried))];
  return [
    ...all.map(
      ({ identity, tried, refused, accepted, unclear, notTried }) =>
        `${identity}: ${tried} requests tried: ${refused} refused, ${accepted} accepted, ${unclear} unclear; ${notTried.length} verbs proved, not tried`,
    ),
    `Proved, not tried: ${names.join(', ') || 'none'}`,
    ...rowLines(rows),
  ];
}

/** Unproven ones first; of proven reads the counts say enough. */
function rowLines(rows: readonly Row[]): string[] {
  return triedOf(rows)
    .map((row) => ({ row, isKept: showingOf(row) === 'kept' }))
    .filter(({ row, isKept }) => !isKept || /^(Put|Delete|Create)/.test(row.operation))
    .sort((a, b) => Number(a.isKept) - Number(b.isKept))
    .map(({ row: { identity, operation, target, wanted, owner, observed, answer }, isKept }) => {
      const ownerWords =
        wanted === 'accepted' ? '' : owner === 'accepted' ? ', its owner can' : ', BUT SO IS ITS OWNER';
      return `${isKept ? 'ok  ' : 'FAIL'}  ${identity}: ${operation} on ${target}: ${observed}${ownerWords}${isKept ? '' : ` (${answer})`}`;
    });
}
