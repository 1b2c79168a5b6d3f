import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { environmentFor } from '../../packages/local-cloud/cloud.ts';
import { accountsByView } from '../look/figures.ts';
import { filesRunOf } from '../look/files-run.ts';
import { renderFilesRun } from '../report/files-page.ts';
import { type FilesVerdict, judgeFiles } from '../report/verdict/files.ts';
import type { Deployment } from './plant-credentials.ts';

/** Writes the page of everything that a deployment's silver and gold hold: accounts by view, tags, trends. */
export async function writeFilesReport({ config, cloud, deployer }: Deployment, file: string): Promise<FilesVerdict> {
  const { buckets, datasets, environment } = config;
  const replica = {
    silver: `s3://${buckets.silver}`,
    gold: `s3://${buckets.gold}`,
    env: environmentFor(cloud),
  };
  const views = await accountsByView(replica);
  const verdict = judgeFiles(views);
  const gold: { dataset: string; line: string }[] = [];
  for (const { name } of datasets) {
    const found = await deployer.s3.send(
      new ListObjectsV2Command({ Bucket: buckets.gold, Prefix: `${name}.parquet`, MaxKeys: 1 }),
    );
    if (found.KeyCount)
      gold.push({ dataset: name, line: `df = pd.read_parquet('s3://${buckets.gold}/${name}.parquet')` });
  }
  const run = await filesRunOf(dirname(file), replica, {
    plant: environment,
    views,
    strange: [],
    columns: [],
    gold,
    verdict,
  });
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, renderFilesRun(run));
  return verdict;
}
