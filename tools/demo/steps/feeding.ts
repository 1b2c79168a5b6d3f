import { dropNextEvent } from '../../../packages/local-cloud/cloud.ts';
import { type Demo, plantsOf } from '../demo.ts';
import { type Progress, SEE_LOGS } from '../progress.ts';
import { landedBy, type Sender } from '../sender/sender.ts';
import { sweep, sweepUntilNothing, waitForNotes } from './intake.ts';
import { type FedObject, feed, type Part } from './plant.ts';

/**
 * Feeds the files that come in time while the senders read what PI has, and lets the sweep find the one whose event was dropped
 * on purpose.
 */
export async function feedMain(
  demo: Demo,
  progress: Progress,
  senders: readonly Sender[],
): Promise<{ landed: FedObject[]; swept: number }> {
  const landed = await progress.step('Feed all sites through the airlock', SEE_LOGS, async (note) => {
    // Of an earlier run: its owner put objects beside the plants' folders, of which no rule tells the intake.
    await sweepUntilNothing(demo);
    dropNextEvent(`${demo.config.buckets.landing}/site=${demo.config.sites[0]?.id}`, demo.cloud.stateFolder);
    return feedPart(
      demo,
      { part: 'main', dropped: 1, earlier: [], senders, read: ({ isThrough }) => isThrough() },
      note,
    );
  });
  const title = 'Sweep: find the version whose event was dropped on purpose';
  const swept = await progress.step(title, SEE_LOGS, async (note) => {
    const { requeued } = await sweep(demo);
    await waitForNotes(demo, landed, 0, (count) => note(`${count} of ${landed.length} objects`));
    return requeued;
  });
  return { landed, swept };
}

/** Feeds the files that come late, while a day passes in PI. */
export function feedLate(
  demo: Demo,
  progress: Progress,
  senders: readonly Sender[],
  earlier: readonly FedObject[],
): Promise<FedObject[]> {
  const title = 'Feed the late files; a day passes in PI, with what comes late, is corrected and deleted';
  return progress.step(title, SEE_LOGS, (note) =>
    feedPart(demo, { part: 'late', dropped: 0, earlier, senders, read: ({ live }) => live() }, note),
  );
}

interface Feed {
  readonly part: Part;
  readonly dropped: number;
  readonly earlier: readonly FedObject[];
  readonly senders: readonly Sender[];

  /** Lets a sender read on. */
  readonly read: (sender: Sender) => Promise<void>;
}

/** Feeds one part of all sites and waits until the intake has noted all objects so far but the `dropped` ones. */
async function feedPart(
  demo: Demo,
  { part, dropped, earlier, senders, read }: Feed,
  note: (text: string) => void,
): Promise<FedObject[]> {
  let count = 0;
  const counted = (): void => {
    count += 1;
    note(`${count} objects put`);
  };
  const fed = await Promise.all([
    ...plantsOf(demo, 'pi-integrator').map((plant) => feed(demo, plant, part, counted)),
    ...senders.map((sender) => readOn(demo, sender, earlier, read)),
  ]);
  const all = [...earlier, ...fed.flat()];
  await waitForNotes(demo, all, dropped, (noted) => note(`${noted} of ${all.length} objects taken in`));
  return fed.flat();
}

/** What a sender has put since the `earlier` objects. */
async function readOn(
  demo: Demo,
  sender: Sender,
  earlier: readonly FedObject[],
  read: Feed['read'],
): Promise<FedObject[]> {
  await read(sender);
  const known = new Set(earlier.map(({ key }) => key));
  const fed = (await landedBy(demo, sender.site)).filter(({ key }) => !known.has(key));
  if (fed.length === 0) throw new Error(`${sender.site}: got no object of its sender, wanted some`);
  return fed;
}
