import { z } from 'zod';
import type { Demo } from '../demo.ts';
import { playedWords } from '../steps/plant.ts';
import { inBackground } from './background.ts';

const served = z.object({
  url: z.string(),
  control: z.string(),
  /** As the sender's settings say it. */
  settle_s: z.number(),
  view: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  /** Times to which the plant's clock is moved, one after the other, ISO 8601. */
  live: z.array(z.string()),
});

/** The PI Web API of a site, whose clock stands until it is moved. */
export interface WebApi extends z.infer<typeof served> {
  readonly moveClock: (to: string) => Promise<void>;
  readonly end: () => void;
}

/** Starts the PI Web API server of a site: its clock stands at the sender's first look. */
export async function serveSite(demo: Demo, site: string): Promise<WebApi> {
  const server = inBackground(demo, 'plant', playedWords(demo, ['serve', '--site', site]));
  const told = served.parse(JSON.parse(await server.firstLine()));
  const moveClock = async (now: string): Promise<void> => {
    const answer = await fetch(`${told.control}/clock`, { method: 'POST', body: JSON.stringify({ now }) });
    if (!answer.ok) throw new Error(`the plant's clock: got ${answer.status} ${await answer.text()}`);
  };
  return { ...told, moveClock, end: server.end };
}
