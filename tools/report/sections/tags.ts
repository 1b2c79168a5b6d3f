import type { DatasetTrends, TagQuality } from '../data.ts';
import { number, percent, plural, seconds } from '../format.ts';
import { type Html, html } from '../html.ts';
import { reasonWords } from '../reasons.ts';
import { sum } from '../sum.ts';
import { minuteOf, placeOf } from '../tag-words.ts';
import { type SearchedCell, searchedTable } from './searched-table.ts';
import { section } from './section.ts';

interface Tags {
  readonly tags: readonly TagQuality[];
  readonly trends: readonly DatasetTrends[];
}

/** Every tag: what it is, how fresh, how good, and where it was silent; the worst first. */
export function tagsSection({ tags, trends }: Tags): Html | undefined {
  if (tags.length === 0) return undefined;
  const worst = [...tags].sort((a, b) => shareBad(b) - shareBad(a) || (b.gap_s ?? 0) - (a.gap_s ?? 0));
  const points = new Map(trends.flatMap((each) => each.tags).map((tag) => [tag.tag_id, tag.points]));
  return section(
    'tags',
    'Every tag, one by one',
    `${plural(tags.length, 'tag')} over all runs, the worst first. A silence is a time in which a tag said nothing, good or bad, for longer than it may by its own limit; a tag without a limit has none. Choose a tag to see its trend.`,
    searchedTable(
      { id: 'all-tags', caption: 'All tags, with their silences', search: 'Find a tag' },
      HEAD,
      worst.map((tag) => rowOf(tag, points.get(tag.tag_id))),
    ),
  );
}

const HEAD = [
  { name: 'Tag' },
  { name: 'Unit', look: 'text' },
  { name: 'First reading', look: 'time' },
  { name: 'Last reading', look: 'time' },
  { name: 'Last value', look: 'number' },
  { name: 'Readings', look: 'number' },
  { name: 'Bad', look: 'number' },
  { name: 'Silences', look: 'number' },
  { name: 'Longest', look: 'number' },
  { name: 'From', look: 'time' },
  { name: 'Bad, most often', look: 'text' },
] as const;

function rowOf(tag: TagQuality, points: string | undefined): SearchedCell[] {
  const { good, bad, gaps, longest_gap_s: longest } = tag;
  return [
    { shown: nameOf(tag, points), key: tag.attribute ?? tag.tag_id },
    { shown: tag.unit ?? '–' },
    { shown: minuteOf(tag.first_event) },
    { shown: minuteOf(tag.last_event) },
    { shown: tag.last_value ?? (good + bad > 0 ? 'bad' : '–') },
    { shown: number(good + bad), key: good + bad },
    { shown: percent(bad, good + bad), key: shareBad(tag) },
    { shown: gaps ?? '–', key: gaps ?? -1 },
    { shown: longest === null ? '–' : seconds(longest), key: longest ?? -1 },
    { shown: minuteOf(tag.longest_gap_from) },
    { shown: mostOften(tag) },
  ];
}

function nameOf(tag: TagQuality, points: string | undefined): Html {
  const name = tag.attribute ?? tag.tag_id.slice(tag.site.length + 1);
  const shown = points === undefined ? html`${name}` : html`<a href="#trend/${points}">${name}</a>`;
  return html`${shown}<span class="place">${placeOf(tag)}</span>`;
}

function mostOften({ reasons }: TagQuality): Html | string {
  const [most, ...others] = Object.entries(reasons).sort(([, a], [, b]) => b - a);
  if (most === undefined) return '–';
  const more = others.length === 0 ? '' : `, and ${number(sum(others.map(([, cells]) => cells)))} others`;
  return html`${reasonWords(most[0])}${more}`;
}

function shareBad({ good, bad }: TagQuality): number {
  return bad / Math.max(1, good + bad);
}
