import type { Config } from '../../../lib/config/config.ts';
import type { ExpectedTotals } from '../../report/data.ts';
import { number, plural } from '../../report/format.ts';
import type { Alarm } from '../../report/stage-data.ts';

type Expected = Readonly<Record<string, { readonly totals: ExpectedTotals }>>;

/** The alarms, each that the run means to set off with why. */
export function named(
  alarms: readonly Alarm[],
  config: Pick<Config, 'app' | 'environment'>,
  expected: Expected,
): Alarm[] {
  const reasons = reasonsOf(expected);
  const start = `${config.app}-${config.environment}-`;
  return alarms.map((alarm) => ({ ...alarm, wanted: reasons[alarm.name.slice(start.length)] ?? null }));
}

/** By an alarm's own name: what was put in or tried on purpose, by the plant's own count. */
function reasonsOf(expected: Expected): Record<string, string> {
  const sites = Object.entries(expected).flatMap(
    ([site, { totals }]) =>
      [
        [`refused-${site}`, totals.refused, `${plural(totals.refused, 'file')} that must be refused`],
        [
          `quarantine-${site}`,
          totals.quarantined,
          `${number(totals.quarantined)} cells without a usable time or place`,
        ],
      ] as const,
  );
  return Object.fromEntries([
    ['plant-refused', 'the trial sends what a plant may not, and every call of it is refused'],
    ...sites.filter(([, count]) => count > 0).map(([name, , what]) => [name, `the plant put in ${what}, on purpose`]),
  ]);
}
