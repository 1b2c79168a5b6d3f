import { setTimeout as sleep } from 'node:timers/promises';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { z } from 'zod';
import { keyDigest, parseNoteKey, pipelineName } from '../../../lib/contract/index.ts';
import { notedKeys } from '../../operate/notes.ts';
import type { Demo } from '../demo.ts';
import type { FedObject } from './plant.ts';

const TIMEOUT_SECONDS = 120;

/**
 * Waits until the intake has written its note on all these objects but the `dropped` ones.
 *
 * @throws Error with the counts where the notes do not come in time.
 */
export async function waitForNotes(
  demo: Demo,
  fed: readonly FedObject[],
  dropped: number,
  onCount: (count: number) => void,
): Promise<void> {
  const wanted = fed.length - dropped;
  const isOurs = notesOn(fed);
  const deadline = performance.now() + TIMEOUT_SECONDS * 1000;
  for (;;) {
    const count = (await notedKeys(demo)).filter(isOurs).length;
    onCount(count);
    if (count >= wanted) return;
    if (performance.now() > deadline) {
      throw new Error(`the intake noted ${count} of ${wanted} objects within ${TIMEOUT_SECONDS} s`);
    }
    demo.signal.throwIfAborted();
    await sleep(300);
  }
}

/** Whether a note is on one of these objects; where a key is no safe part of the note's, its digest stands there. */
export function notesOn(fed: readonly Pick<FedObject, 'key'>[]): (note: string) => boolean {
  const names = new Set(fed.flatMap(({ key }) => [key, keyDigest(key)]));
  return (note) => names.has(parseNoteKey(note)?.name ?? '');
}

const sweepResult = z.object({ versions: z.number(), requeued: z.number() });

/** Runs the sweep now instead of within the hour, and says what it found. */
export async function sweep({ deployer, config }: Demo): Promise<z.infer<typeof sweepResult>> {
  const name = pipelineName(config, 'landing-sweep');
  const answer = await deployer.lambda.send(new InvokeCommand({ FunctionName: name }));
  const payload = Buffer.from(answer.Payload ?? []).toString();
  if (answer.FunctionError !== undefined) throw new Error(`the sweep failed: ${payload}`);
  return sweepResult.parse(JSON.parse(payload));
}

/** Sweeps until every version in landing has its note. */
export async function sweepUntilNothing(demo: Demo): Promise<void> {
  const deadline = performance.now() + TIMEOUT_SECONDS * 1000;
  for (let { requeued } = await sweep(demo); requeued > 0; { requeued } = await sweep(demo)) {
    if (performance.now() > deadline) throw new Error(`${requeued} objects have no note after ${TIMEOUT_SECONDS} s`);
    await sleep(1000, undefined, { signal: demo.signal });
  }
}
