import type { ReportData } from '../data.ts';
import { number, plural, seconds } from '../format.ts';
import { type Html, html } from '../html.ts';
import type { SenderRun, SenderStatus } from '../stage-data.ts';
import { senderAgainst, toldIn } from '../verdict/extraction.ts';
import { standingOf } from '../verdict/finding.ts';
import { mark, section, table } from './section.ts';

/** What each sender read from PI by its own account, beside what PI had by the plant's. */
export function extractionSection({ senders }: ReportData): Html | undefined {
  if (senders.length === 0) return undefined;
  return section(
    'extraction',
    'At the plant: what the sender read from PI',
    'Our sender asks a PI Web API server over HTTP: it walks the asset tree, reads the history, follows what comes, and at the end of the day tells its last hours again, since readings come late, are corrected and are deleted in PI. The plant’s counts are made from the source, without the sender.',
    html`<div class="sites">${senders.map(senderBlock)}</div>`,
  );
}

function senderBlock(sender: SenderRun): Html {
  const { site, status, wanted } = sender;
  const { files, rows, again } = toldIn(status);
  const standing = standingOf(senderAgainst(sender));
  const counts: readonly (readonly [string, number, number])[] = [
    ['Readings read for the first time', rows - again, wanted.first],
    ['Readings told again, with what had changed', again, wanted.again],
  ];
  return html`
<article class="live">
<h4>${site}</h4>
<p class="objects">${plural(files, 'file')} of readings sent; ${plural(status.spool.objects, 'file')} waiting; ${seconds(lagOf(status))} behind PI</p>
${table(`Readings of ${site}`, ['Count', 'Sender', 'PI'], counts)}
<p class="conclusion">${mark(standing)}${standing === 'kept' ? 'The sender told what PI had' : 'The sender did NOT tell what PI had'}; ${number(wanted.held)} readings are in PI at the end.</p>
</article>`;
}

/** By PI's clock, at the sender's last round: the time that it leaves an archive to settle, where it is up to date. */
function lagOf({ views }: SenderStatus): number {
  return Math.max(0, ...Object.values(views).map(({ lag_s: lag }) => lag ?? 0));
}
