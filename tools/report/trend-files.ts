import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DatasetTrends, type TagPoints, type TagTrend, tagPoints } from './data.ts';
import { number, plural, seconds } from './format.ts';
import { happeningsOf } from './stretch-rows.ts';
import { TREND_CALL, TREND_FOLDER } from './trend-place.ts';
import { seriesOf } from './trend-series.ts';

/** Has the points of a dataset's tags read into a folder, and writes beside the page in `folder` what it draws of each. */
export async function trendFiles(
  folder: string,
  read: (points: string) => Promise<DatasetTrends>,
): Promise<DatasetTrends> {
  const points = mkdtempSync(join(tmpdir(), 'airlock-points-'));
  try {
    const trends = await read(points);
    const beside = join(folder, TREND_FOLDER);
    mkdirSync(beside, { recursive: true });
    for (const name of readdirSync(beside)) {
      if (name.startsWith(`${trends.dataset}-`)) rmSync(join(beside, name));
    }
    for (const tag of trends.tags) {
      const found = tagPoints.parse(JSON.parse(readFileSync(join(points, `${tag.points}.json`), 'utf8')));
      writeFileSync(join(beside, `${tag.points}.js`), trendScript(tag, found));
    }
    return trends;
  } finally {
    rmSync(points, { recursive: true });
  }
}

/** A tag's points as a script that hands them to the page. */
export function trendScript(tag: TagTrend, points: TagPoints): string {
  const trend = {
    id: tag.tag_id,
    facts: factsOf(tag),
    series: seriesOf(tag, points),
    happenings: happeningsOf(tag, points),
  };
  return `${TREND_CALL}(${JSON.stringify(tag.points)},${JSON.stringify(trend)});\n`;
}

function factsOf({ counts, stale_after_s: limit }: TagTrend): string {
  return [
    `${plural(counts.readings, 'reading')}, ${number(counts.bad)} bad, ${number(counts.converted)} converted`,
    `${plural(counts.gold, 'gold value')}, ${number(counts.gaps)} empty`,
    ...(limit === null ? [] : [`too old after ${seconds(limit)}`]),
  ].join(' · ');
}
