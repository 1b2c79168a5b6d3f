import { setTimeout as sleep } from 'node:timers/promises';
import type { ApplicationState } from '../check/applications.ts';

/** Says how the Applications are now. */
export type Look = () => Promise<readonly ApplicationState[]>;

const POLL_MS = 5000;

/** Whether an Application is as git has it, and nothing is being done to it. */
export function isSettled({ sync, words }: ApplicationState): boolean {
  return sync === 'Synced' && words === '';
}

/** The Applications as soon as all are settled, or when the time is over. */
export async function untilSettled(look: Look, minutes: number): Promise<readonly ApplicationState[]> {
  for (const end = Date.now() + minutes * 60_000; ; await sleep(POLL_MS)) {
    const states = await look();
    if (states.every(isSettled) || Date.now() > end) return states;
  }
}

/** What was seen of Applications that had settled. */
export interface Rest {
  /** Those that did not rest, and what was seen of each first. */
  readonly again: ReadonlyMap<string, string>;
  /** As they were at the end. */
  readonly states: readonly ApplicationState[];
}

/** Looks on for some minutes. */
export async function rest(look: Look, before: readonly ApplicationState[], minutes: number): Promise<Rest> {
  const again = new Map<string, string>();
  for (const end = Date.now() + minutes * 60_000; ; await sleep(POLL_MS)) {
    const states = await look();
    for (const [name, words] of changes(before, states)) again.set(name, again.get(name) ?? words);
    if (Date.now() > end) return { again, states };
  }
}

/** Which Applications do not rest as they did before, and why. */
export function changes(before: readonly ApplicationState[], now: readonly ApplicationState[]): [string, string][] {
  const since = new Map(before.map(({ name, syncedAt }) => [name, syncedAt]));
  return now.flatMap((state): [string, string][] => {
    const { name, sync, syncedAt, words } = state;
    if (syncedAt !== since.get(name)) return [[name, `synced once more, at ${syncedAt}${words && ` (${words})`}`]];
    return isSettled(state) ? [] : [[name, `${sync} again${words && ` (${words})`}`]];
  });
}
