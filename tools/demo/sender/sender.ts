import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { paginateListObjectsV2 } from '@aws-sdk/client-s3';
import { z } from 'zod';
import { landingPrefix, PROBE_VIEW } from '../../../lib/contract/index.ts';
import { runModule } from '../../project/run.ts';
import { type SenderStatus, senderStatus } from '../../report/stage-data.ts';
import { type Demo, plantsOf } from '../demo.ts';
import type { FedObject } from '../steps/plant.ts';
import { inBackground } from './background.ts';
import { writeSettings } from './settings.ts';
import { serveSite, type WebApi } from './web-api.ts';

const TIMEOUT_SECONDS = 120;
const LOOK_MS = 50;

/** A site's PI Web API and the sender that reads it. */
export interface Sender {
  readonly site: string;

  /** Waits until all that PI has by the plant's clock lies in landing. */
  readonly isThrough: () => Promise<void>;

  /** Moves the plant's clock on, step by step; after each the sender tells what came, and at last what has changed since. */
  readonly live: () => Promise<void>;

  readonly status: () => Promise<SenderStatus>;
  readonly end: () => void;
}

/** Senders of the configuration, each beside a PI Web API server of its own. */
export function startSenders(demo: Demo): Promise<Sender[]> {
  return Promise.all(plantsOf(demo, 'sender').map(({ site }) => startSender(demo, site)));
}

async function startSender(demo: Demo, site: string): Promise<Sender> {
  const pi = await serveSite(demo, site);
  const { settings, health, env } = await writeSettings(demo, site, pi);
  const program = inBackground(demo, 'airlock_sender', ['run', '--settings', settings], env);
  const isThrough = (): Promise<void> => program.during(waitFor(pi, health, demo.signal));
  return {
    site,
    isThrough,
    live: async () => {
      for (const moment of pi.live) {
        await pi.moveClock(moment);
        await isThrough();
      }
    },
    status: async () => {
      const printed = await runModule('plant', 'airlock_sender', ['status', '--settings', settings], { env });
      // Of the two the health file counts lag by PI's clock.
      return senderStatus.parse({ ...JSON.parse(printed), ...JSON.parse(readFileSync(health, 'utf8')) });
    },
    end: () => {
      program.end();
      pi.end();
    },
  };
}

const clock = z.object({ now: z.string() });

/** @throws Error with what the sender says of itself where it does not get there in time. */
async function waitFor(pi: WebApi, health: string, signal: AbortSignal): Promise<void> {
  const answer = await fetch(`${pi.control}/clock`);
  const { now } = clock.parse(await answer.json());
  const deadline = performance.now() + TIMEOUT_SECONDS * 1000;
  for (;;) {
    const told = existsSync(health) ? readFileSync(health, 'utf8') : '';
    if (told !== '' && isUpTo(now, pi, JSON.parse(told))) return;
    if (performance.now() > deadline)
      throw new Error(`the sender is not up to ${now} after ${TIMEOUT_SECONDS} s: ${told}`);
    await sleep(LOOK_MS, undefined, { signal });
  }
}

function isUpTo(now: string, pi: WebApi, told: unknown): boolean {
  const { at, views, spool, to_read_again: again } = senderStatus.omit({ told: true }).parse(told);
  const isRead = Object.values(views).every(({ lag_s: lag }) => lag !== null && lag <= pi.settle_s);
  return Date.parse(at) >= Date.parse(now) && isRead && spool.objects === 0 && again === 0;
}

/** What lies in landing of a site's sender since the demo began, as the account's owner sees it. */
export async function landedBy(demo: Demo, site: string): Promise<FedObject[]> {
  const folder = landingPrefix(site, 'sender');
  const found: FedObject[] = [];
  const list = { Bucket: demo.config.buckets.landing, Prefix: folder };
  for await (const { Contents = [] } of paginateListObjectsV2({ client: demo.deployer.s3 }, list)) {
    for (const { Key: key = '', Size: bytes = 0, LastModified: at } of Contents) {
      const isData = !key.startsWith(`${folder}view=${PROBE_VIEW}/`);
      if (isData && at !== undefined && at >= demo.startedAt) found.push({ key, bytes });
    }
  }
  return found;
}
