import type { DatasetTrends } from '../report/data.ts';
import type { FilesRun } from '../report/files-page.ts';
import { trendFiles } from '../report/trend-files.ts';
import type { FilesVerdict } from '../report/verdict/files.ts';
import { qualityOf, type Replica, trendsOf } from './figures.ts';

const STANDINGS = { 0: 'kept', 1: 'broken', 2: 'unproven' } as const;

/** What is known of a run beside its tables. */
interface Known extends Pick<FilesRun, 'plant' | 'views' | 'strange' | 'columns' | 'gold'> {
  readonly verdict: FilesVerdict;
}

/** The facts of the page of a run over files: what is known, and what the tables show of every tag and dataset; the trends lie in `folder`, where the page will. */
export async function filesRunOf(folder: string, replica: Replica, { verdict, ...known }: Known): Promise<FilesRun> {
  const trends: DatasetTrends[] = [];
  for (const { dataset } of known.gold)
    trends.push(await trendFiles(folder, (points) => trendsOf(replica, dataset, points)));
  return {
    ...known,
    generatedAt: new Date().toISOString(),
    standing: STANDINGS[verdict.exit],
    verdict: verdict.words,
    tags: await qualityOf(replica),
    trends,
  };
}
