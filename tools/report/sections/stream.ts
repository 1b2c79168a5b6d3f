import type { ReportData } from '../data.ts';
import { number, plural, seconds } from '../format.ts';
import { type Html, html } from '../html.ts';
import { reasonWords } from '../reasons.ts';
import type { StreamRun } from '../stage-data.ts';
import { poisonAgainst, resentAgainst } from '../verdict/pipeline.ts';
import { gauge, mark, section, table } from './section.ts';

/** How fast streamed records arrive, and what becomes of a broken one and of a batch sent twice. */
export function streamSection({ streams }: ReportData): Html | undefined {
  if (streams.length === 0) return undefined;
  return section(
    'stream',
    'Live data, record by record',
    'A site that streams sends single records as they happen, each site into a stream of its own. Two things were done on purpose: one broken record was put among the good ones, and one batch was sent twice.',
    html`<div class="sites">${streams.map(streamBlock)}</div>`,
  );
}

function streamBlock(stream: StreamRun): Html {
  const { site, records, batches, objects, putSeconds } = stream;
  return html`
<article class="live">
<h4>${site}</h4>
<p class="objects"><code>${stream.stream}</code><br>${plural(records, 'record')} put in ${plural(batches, 'batch', 'batches')} within ${seconds(putSeconds)}, stored in bronze as ${plural(objects, 'file')}</p>
${timesTable(stream)}
${poisonWords(stream)}
${resentWords(stream)}
</article>`;
}

function timesTable({ site, toBronzeSeconds, toGoldSeconds }: StreamRun): Html {
  const times: readonly (readonly [string, number])[] = [
    ['half of the records are stored', toBronzeSeconds.median],
    ['all records are stored', toBronzeSeconds.max],
    ...(toGoldSeconds === null ? [] : [['all can be read in gold', toGoldSeconds] as const]),
  ];
  const longest = Math.max(...times.map(([, time]) => time));
  const rows = times.map(([name, time]) => [name, seconds(time), gauge(time, longest)]);
  return table(`Time from the put at ${site}`, ['Until', ['Time', 'time'], ['', 'gauge']], rows);
}

function poisonWords(stream: StreamRun): Html | undefined {
  const { poison } = stream;
  if (poison === null) return undefined;
  const isKept = poisonAgainst(stream).length === 0;
  return html`
<p class="conclusion">${mark(isKept ? 'kept' : 'broken')}The broken record ${isKept ? `was set aside, not lost: “${reasonWords(poison.reason)}”` : strayWords(poison)}.</p>
<p class="objects">Sent: <code class="key">${poison.sent}</code><br>The good records beside it ${waited(poison.othersDelaySeconds)}.</p>`;
}

function strayWords({ quarantined, reason }: NonNullable<StreamRun['poison']>): string {
  if (quarantined === 0) return 'is NOWHERE: neither stored nor set aside with a reason';
  return `was set aside ${quarantined === 1 ? 'once' : `${quarantined} TIMES, wanted once`}, ${reason === '' ? 'WITHOUT A REASON' : `with the reason “${reasonWords(reason)}”`}`;
}

function waited(delay: number): string {
  return delay === 0 ? 'did not wait for it' : `took ${seconds(delay)} longer`;
}

function resentWords(stream: StreamRun): Html | undefined {
  const { resent } = stream;
  if (resent === null) return undefined;
  const once = resentAgainst(stream).length === 0;
  const silver = `silver held ${plural(resent.silverBefore, 'reading')} before and ${number(resent.silverAfter)} after`;
  return html`
<p class="conclusion">${mark(once ? 'kept' : 'broken')}${plural(resent.records, 'record')} sent twice: ${silver}, ${once ? 'so nothing is stored twice' : 'so the second sending CHANGED silver'}.</p>`;
}
