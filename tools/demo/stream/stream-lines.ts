import type { StreamRun } from '../../report/stage-data.ts';

/** A site's stream as lines for people. */
export function streamLines(run: StreamRun): string {
  const { site, records, batches, objects, putSeconds, toBronzeSeconds, toGoldSeconds, poison, resent } = run;
  const gold =
    toGoldSeconds === null ? 'gold had them before' : `in gold ${toGoldSeconds.toFixed(0)} s after the first put`;
  const lines = [
    `Stream of ${site}: ${records.toLocaleString('en')} records in ${batches} requests, put in ${putSeconds.toFixed(1)} s`,
    `  in bronze ${toBronzeSeconds.median.toFixed(1)} s (median) to ${toBronzeSeconds.max.toFixed(1)} s after each request, as ${objects} objects; ${gold}`,
  ];
  if (poison !== null) {
    const delay = poison.othersDelaySeconds.toFixed(1);
    lines.push(
      `  broken record: ${poison.quarantined} quarantined as ${poison.reason || 'nothing'} with its bytes; others waited ${delay} s longer`,
    );
  }
  if (resent !== null) {
    const { silverBefore: before, silverAfter: after } = resent;
    const counted = [before, after].map((count) => count.toLocaleString('en')).join(' before, ');
    lines.push(`  ${resent.records} records sent again: silver has ${counted} after`);
  }
  return lines.join('\n');
}
