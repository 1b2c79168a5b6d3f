import { dropNextEvent } from '../../../packages/local-cloud/cloud.ts';
import type { Demo } from '../demo.ts';
import { type Progress, SEE_LOGS } from '../progress.ts';
import { sweep, waitForNotes } from './intake.ts';
import { type FedObject, feed, type Part } from './plant.ts';

/** Feeds the files that come in time, and lets the sweep find the one whose event was dropped on purpose. */
export async function feedMain(demo: Demo, progress: Progress): Promise<{ landed: FedObject[]; swept: number }> {
  const landed = await progress.step('Feed both sites through the airlock', SEE_LOGS, (note) => {
    dropNextEvent(`${demo.config.buckets.landing}/site=${demo.config.sites[0]?.id}`, demo.cloud.stateFolder);
    return feedPart(demo, 'main', 1, [], note);
  });
  const title = 'Sweep: find the version whose event was dropped on purpose';
  const swept = await progress.step(title, SEE_LOGS, async (note) => {
    const { requeued } = await sweep(demo);
    await waitForNotes(demo, landed, 0, (count) => note(`${count} of ${landed.length} objects`));
    return requeued;
  });
  return { landed, swept };
}

/** Feeds the files that come late. */
export function feedLate(demo: Demo, progress: Progress, earlier: readonly FedObject[]): Promise<FedObject[]> {
  return progress.step('Feed the late files', SEE_LOGS, (note) => feedPart(demo, 'late', 0, earlier, note));
}

/** Feeds one part of both sites and waits until the intake has noted all objects so far but the `dropped` ones. */
async function feedPart(
  demo: Demo,
  part: Part,
  dropped: number,
  earlier: readonly FedObject[],
  note: (text: string) => void,
): Promise<FedObject[]> {
  let count = 0;
  const counted = (): void => {
    count += 1;
    note(`${count} objects put`);
  };
  const fed = (await Promise.all(demo.config.sites.map(({ id }) => feed(demo, id, part, counted)))).flat();
  if (fed.length === 0) throw new Error(`${part}: got no object, wanted some`);
  const all = [...earlier, ...fed];
  await waitForNotes(demo, all, dropped, (noted) => note(`${noted} of ${all.length} objects taken in`));
  return fed;
}
