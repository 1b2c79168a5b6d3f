import type { ReportData } from '../data.ts';
import { EVIDENCE_FILE, evidenceText, sha256 } from '../evidence-file.ts';
import { utc } from '../format.ts';
import { type Html, html } from '../html.ts';
import { section, table } from './section.ts';

/** What to keep, and by what one can tell later that it is the same. */
export function evidenceSection(data: ReportData): Html {
  const { evidence, generatedAt, runPrefix, versions } = data;
  const { commit, clean, templates } = evidence;
  const rows: readonly (readonly [string, string | Html])[] = [
    ['Run', runPrefix],
    ['Written', utc(generatedAt)],
    ['Commit', commitWords(commit, clean)],
    ['Facts of the run', html`<a href="${EVIDENCE_FILE}">${EVIDENCE_FILE}</a>`],
    ['Its sha256', html`<code class="key">${sha256(evidenceText(data))}</code>`],
    ...Object.entries(versions),
  ];
  return section(
    'evidence',
    'What to keep',
    `Keep this page and ${EVIDENCE_FILE}, which lies beside it and holds every fact of the run: each request with the service’s own words, each file of the ledger. sha256sum tells whether they are still the same; the digests of the templates tell whether what is deployed elsewhere was proved here.`,
    [
      table('The run', ['', ['What']], rows),
      table(
        'Templates that were proved and deployed',
        ['Template', ['sha256']],
        templates.map(({ name, sha256: digest }) => [name, html`<code class="key">${digest}</code>`]),
      ),
    ],
  );
}

function commitWords(commit: string | null, clean: boolean): Html | string {
  if (commit === null) return 'unknown: the project was no checkout of git';
  return clean
    ? html`<code class="key">${commit}</code>, with nothing changed`
    : html`after <code class="key">${commit}</code>, with changes that are in no commit`;
}
