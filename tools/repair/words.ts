import { z } from 'zod';

const summary = z.object({
  job: z.literal('clean'),
  outcome: z.string(),
  replayed: z
    .object({
      objects: z.number(),
      turned: z.array(
        z.object({
          site: z.string(),
          feeder: z.string(),
          view: z.string(),
          was: z.string(),
          became: z.string(),
          cells: z.number(),
        }),
      ),
    })
    .default({ objects: 0, turned: [] }),
});

/** What a clean run judged again: how many objects, and which readings turned from what into what. */
export type Replayed = z.infer<typeof summary>['replayed'];

/**
 * Replayed as the job's last line says it.
 *
 * @throws Error where that is no summary of a clean run.
 */
export function replayedIn(told: string): Replayed {
  return summary.parse(JSON.parse(told.trim().split('\n').at(-1) ?? '')).replayed;
}

/** Replayed for people. */
export function replayedLines({ objects, turned }: Replayed): string[] {
  if (objects === 0) return ['Nothing fits: no object holds what is asked for.'];
  const count = (cells: number): string => cells.toLocaleString('en');
  const head = `${count(objects)} object${objects === 1 ? '' : 's'} judged again.`;
  if (turned.length === 0) return [head, 'Every reading says what it said.'];
  return [
    head,
    ...turned.map(
      ({ site, feeder, view, was, became, cells }) =>
        `  ${site} ${feeder} ${view}: ${count(cells)} ${was} -> ${became}`,
    ),
  ];
}
