import { ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import { type Demo, type Plant, plantOf } from '../demo.ts';
import type { StreamFeed } from '../stream.ts';
import { registerConsumers, triedStreams } from './consumers.ts';
import type { Ground, Verb } from './ground.ts';
import { layerVerbs } from './layers.ts';
import { reads } from './reads.ts';
import { streamVerbs } from './streams.ts';
import { isProven, type Trial, tryVerb } from './trial.ts';
import { forbiddenWrites, intendedWrites } from './writes.ts';

/** Tries every verb with every plant's own credentials; `streams` is what was streamed with them just before. */
export async function tryAirlock(
  demo: Demo,
  streams: readonly StreamFeed[],
  onTrial: (trial: Trial) => void,
): Promise<Trial[]> {
  const trials = streams.map((feed) => streamed(demo, feed));
  for (const plant of demo.plants) {
    const consumers = await registerConsumers(demo.deployer.kinesis, streams);
    const ground = { ...(await groundOf(demo, plant)), streams: triedStreams(plant, streams, consumers) };
    for (const verb of verbs(ground)) {
      const trial = await tryVerb(nameOf(plant), verb, demo.deployer, plant.clients);
      trials.push(trial);
      onTrial(trial);
    }
    await Promise.all(consumers.map(({ remove }) => remove()));
  }
  return trials;
}

function nameOf({ site, feeder }: Plant): string {
  return `${feeder.profile} of ${site}`;
}

/** That the site's records were taken is the trial of what it may do. */
function streamed(demo: Demo, { site, records }: StreamFeed): Trial {
  return {
    identity: nameOf(plantOf(demo, site)),
    verb: 'PutRecords',
    target: 'its own stream',
    wanted: 'accepted',
    observed: 'accepted',
    answer: `${records.length} records`,
    ownerCan: true,
  };
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
  return [
    ...intendedWrites(ground),
    ...reads(ground),
    ...forbiddenWrites(ground),
    ...layerVerbs(ground),
    ...streamVerbs(ground),
  ];
}

async function groundOf(demo: Demo, { site, feeder }: Plant): Promise<Omit<Ground, 'streams'>> {
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
