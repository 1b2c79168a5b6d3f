import { ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import { type Demo, type Plant, plantOf } from '../demo.ts';
import type { Ground, Verb } from './ground.ts';
import { layerVerbs } from './layers.ts';
import { reads } from './reads.ts';
import { isProven, type Trial, tryVerb } from './trial.ts';
import { forbiddenWrites, intendedWrites } from './writes.ts';

/** Tries every verb with every plant's own credentials. */
export async function tryAirlock(demo: Demo, onTrial: (trial: Trial) => void): Promise<Trial[]> {
  const trials: Trial[] = [];
  for (const plant of demo.plants) {
    const ground = await groundOf(demo, plant);
    for (const verb of verbs(ground)) {
      const trial = await tryVerb(`${plant.feeder.profile} of ${plant.site}`, verb, demo.deployer, plant.clients);
      trials.push(trial);
      onTrial(trial);
    }
  }
  return trials;
}

/** The trials as lines for people, unproven ones first. */
export function trialTable(trials: readonly Trial[]): string {
  return [...trials]
    .sort((a, b) => Number(isProven(a)) - Number(isProven(b)))
    .map((t) => {
      const owner = t.wanted === 'refused' ? (t.ownerCan ? ', its owner can' : ', BUT SO IS ITS OWNER') : '';
      return `${isProven(t) ? 'ok  ' : 'FAIL'}  ${t.identity}: ${t.verb} on ${t.target}: ${t.observed}${owner}${isProven(t) ? '' : ` (${t.answer})`}`;
    })
    .join('\n');
}

function verbs(ground: Ground): Verb[] {
  return [...intendedWrites(ground), ...reads(ground), ...forbiddenWrites(ground), ...layerVerbs(ground)];
}

async function groundOf(demo: Demo, { site, feeder }: Plant): Promise<Ground> {
  const other = demo.plants.find((plant) => plant.site !== site);
  if (other === undefined) throw new Error('wanted a second site, whose prefix can be tried');
  const { buckets } = demo.config;
  const { s3 } = demo.deployer;
  return {
    buckets,
    site,
    profile: feeder.profile,
    otherSite: other.site,
    otherProfile: plantOf(demo, other.site).feeder.profile,
    runPrefix: demo.runPrefix,
    existing: {
      bronze: await anyKey(s3, buckets.bronze, 'site='),
      silver: await anyKey(s3, buckets.silver, 'delta/'),
      gold: await anyKey(s3, buckets.gold, ''),
    },
  };
}

async function anyKey(s3: S3Client, bucket: string, prefix: string): Promise<string> {
  const { Contents: [first] = [] } = await s3.send(
    new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, MaxKeys: 1 }),
  );
  if (first?.Key === undefined) throw new Error(`${bucket}/${prefix}: got no object, wanted one to try verbs on`);
  return first.Key;
}
