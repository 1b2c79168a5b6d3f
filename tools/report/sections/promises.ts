import type { ReportData } from '../data.ts';
import { number, plural } from '../format.ts';
import { type Html, html } from '../html.ts';
import { searchedTable } from './searched-table.ts';
import { folded, list, mark, section, table } from './section.ts';

const HEAD = [{ name: 'Promise' }, { name: 'Verdict', look: 'text' }, { name: 'Asked', look: 'number' }] as const;

/** Every promise by its words, and what the proof leaves to a plant or takes for granted. */
export function promisesSection({ proof }: Pick<ReportData, 'proof'>): Html {
  const { asked, against, remaining, assumed } = proof;
  const isBroken = (promise: string): boolean => against.some((line) => line.includes(promise));
  const rows = Object.entries(asked).map(([promise, times]) => [
    { shown: promise },
    { shown: isBroken(promise) ? html`${mark('broken')}NOT proven` : html`${mark('kept')}proven` },
    { shown: times },
  ]);
  return section(
    'promises',
    'Every promise, by its words',
    `A solver looked for any request that would break a promise, over every action that AWS has and every key and header; “proven” means that there is none. Below, what it was asked, and how often: once for each identity and layer that the promise is about. Where a promise says “it”, each role of the pipeline was asked about.`,
    [
      searchedTable(
        { id: 'all-promises', caption: `${plural(rows.length, 'promise')}, all of them`, search: 'Find a promise' },
        HEAD,
        rows,
      ),
      remaining.length === 0
        ? html`<p>A plant has no verb that tells it anything, not even of a resource.</p>`
        : folded(
            `${plural(remaining.length, 'verb')} that a plant keeps though they tell something`,
            table(
              'They return nothing of the data',
              ['Identity', ['Verb'], ['On', 'names'], ['It tells']],
              remaining.map(({ who, action, resource, reason }) => [
                who,
                html`<code>${action}</code>`,
                html`<code>${resource}</code>`,
                reason,
              ]),
            ),
          ),
      assumed.length === 0
        ? html`<p>Nothing was taken for granted.</p>`
        : folded(`Taken for granted: ${number(assumed.length)}`, list(assumed) ?? html``),
    ],
  );
}
