import { type Demo, type Plant, plantOf } from '../../demo/demo.ts';
import type { StreamFeed } from '../../demo/stream/stream.ts';
import { nameOf } from '../identity.ts';
import { planOf } from '../plan.ts';
import { type Tally, tallies } from '../rows.ts';
import { tryPlan } from '../try.ts';
import type { Ground } from './ground.ts';
import { foreignRecords } from './streams.ts';
import { isProven, type Trial, tryVerb } from './trial.ts';
import { type NotTried, notTriedOf, trialsOf } from './tried.ts';
import { forbiddenWrites } from './writes.ts';

/** What all identities tried. */
export interface Tried {
  readonly trials: readonly Trial[];
  readonly notTried: readonly NotTried[];
  /** Of the reads and the intended writes. */
  readonly tallies: readonly Tally[];
}

/** Tries every read, every intended and every forbidden write with every plant's own credentials; `streams` was streamed just before. */
export async function tryAirlock(
  demo: Demo,
  streams: readonly StreamFeed[],
  onTrial: (trial: Trial) => void,
): Promise<Tried> {
  const rows = await tryPlan(demo.cloud, planOf(demo.cloud, demo.config, demo.plants, demo.runPrefix), demo.signal);
  const trials = trialsOf(rows);
  for (const plant of demo.plants) {
    const ground = groundOf(demo, plant, streams);
    for (const verb of [...forbiddenWrites(ground), ...foreignRecords(ground)]) {
      const trial = await tryVerb(nameOf(plant), verb, demo.deployer, plant.clients);
      trials.push(trial);
      onTrial(trial);
    }
  }
  return { trials, notTried: notTriedOf(rows), tallies: tallies(rows) };
}

/** The trials as lines for people, unproven ones first; of proven reads the counts say enough. */
export function trialTable(trials: readonly Trial[]): string {
  return [...trials]
    .sort((a, b) => Number(isProven(a)) - Number(isProven(b)))
    .filter((trial) => !isProven(trial) || /^(Put|Delete|Create)/.test(trial.verb))
    .map((t) => {
      const owner = t.wanted === 'refused' ? (t.ownerCan ? ', its owner can' : ', BUT SO IS ITS OWNER') : '';
      return `${isProven(t) ? 'ok  ' : 'FAIL'}  ${t.identity}: ${t.verb} on ${t.target}: ${t.observed}${owner}${isProven(t) ? '' : ` (${t.answer})`}`;
    })
    .join('\n');
}

function groundOf(demo: Demo, { site, feeder }: Plant, streams: readonly StreamFeed[]): Ground {
  const other = demo.plants.find((plant) => plant.site !== site);
  if (other === undefined) throw new Error('wanted a second site, whose prefix can be tried');
  return {
    buckets: demo.config.buckets,
    site,
    profile: feeder.profile,
    otherSite: other.site,
    otherProfile: plantOf(demo, other.site).feeder.profile,
    runPrefix: demo.runPrefix,
    otherStreams: streams.filter((feed) => feed.site !== site),
  };
}
