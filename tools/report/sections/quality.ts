import type { TagQuality } from '../data.ts';
import { number, percent, plural, seconds, utc } from '../format.ts';
import { groupBy } from '../group.ts';
import { type Html, html } from '../html.ts';
import { reasonWords } from '../reasons.ts';
import { sum } from '../sum.ts';
import { folded, section, table } from './section.ts';

const MOST_SHOWN = 20;

/** How good each tag is: the worst first, and where its holes are. */
export function qualitySection({ tags }: { readonly tags: readonly TagQuality[] }): Html | undefined {
  if (tags.length === 0) return undefined;
  const worst = [...tags].sort((a, b) => shareBad(b) - shareBad(a) || (b.gap_s ?? 0) - (a.gap_s ?? 0));
  const silent = tags.filter(({ gaps }) => (gaps ?? 0) > 0).length;
  const bad = tags.filter((tag) => tag.bad > 0).length;
  const rest = [...groupBy(worst.slice(MOST_SHOWN), viewOf)];
  return section(
    'tags',
    'Tag by tag: how good, and where the holes are',
    `${plural(tags.length, 'tag')}: ${number(bad)} with bad cells, ${number(silent)} that were silent for longer than they may be. All runs together, the worst first. A silence is over when a cell comes, good or bad; a tag that says nothing of its own limit has none.`,
    [
      tagTable('Tags, the worst first', worst.slice(0, MOST_SHOWN)),
      ...rest.map(([view, others]) =>
        folded(`${plural(others.length, 'more tag')} of ${view}`, tagTable(`Tags of ${view}`, others)),
      ),
    ],
  );
}

const HEAD = [
  'Tag',
  ['View'],
  'Good',
  'Bad',
  'Share bad',
  ['Most often'],
  'Silences',
  'In them',
  'Longest',
  ['From', 'time'],
  ['Last cell', 'time'],
] as const;

function tagTable(caption: string, tags: readonly TagQuality[]): Html {
  return table(
    caption,
    HEAD,
    tags.map((tag) => [
      tag.tag_id.slice(tag.site.length + 1),
      viewOf(tag),
      tag.good,
      tag.bad,
      percent(tag.bad, tag.good + tag.bad),
      mostOften(tag),
      tag.gaps ?? '–',
      tag.gap_s ? seconds(tag.gap_s) : '–',
      tag.longest_gap_s === null ? '–' : seconds(tag.longest_gap_s),
      moment(tag.longest_gap_from),
      moment(tag.last_event),
    ]),
  );
}

function mostOften({ reasons }: TagQuality): Html | string {
  const [most, ...others] = Object.entries(reasons).sort(([, a], [, b]) => b - a);
  if (most === undefined) return '–';
  const more = others.length === 0 ? '' : `, and ${number(sum(others.map(([, cells]) => cells)))} others`;
  return html`<code title="${reasonWords(most[0])}">${most[0]}</code>${more}`;
}

function shareBad({ good, bad }: TagQuality): number {
  return bad / Math.max(1, good + bad);
}

function viewOf({ site, view }: TagQuality): string {
  return `${site} ${view}`;
}

function moment(time: string | null): string {
  return time === null ? '–' : utc(time);
}
