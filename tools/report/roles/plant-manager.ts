import type { TagQuality } from '../data.ts';
import { number, plural, seconds } from '../format.ts';
import { accountingSection } from '../sections/accounting.ts';
import { faultsSection } from '../sections/faults.ts';
import { flowSection } from '../sections/flow.ts';
import { tagsSection } from '../sections/tags.ts';
import { trendSection } from '../sections/trend.ts';
import { minuteOf } from '../tag-words.ts';
import type { Role } from './role.ts';

const HOUR_MS = 3_600_000;

export const PLANT_MANAGER: Role = {
  id: 'plant-manager',
  name: 'Plant manager',
  answers: (data) => [
    ['How many tags?', tagWords(data.tags)],
    ['How fresh?', freshWords(data.tags)],
    ['Where are the holes?', holeWords(data.tags)],
  ],
  parts: [
    { id: 'flow', title: 'From plant to gold', render: flowSection },
    { id: 'tags', title: 'Every tag', render: tagsSection },
    { id: 'trend', title: 'Trend', render: trendSection },
    { id: 'accounting', title: 'Every cell', render: accountingSection },
    { id: 'faults', title: 'Faults put in', render: faultsSection },
  ],
};

function tagWords(tags: readonly TagQuality[]): string {
  const sites = [...new Set(tags.map(({ site }) => site))];
  const own = sites.map((site) => `${number(tags.filter((tag) => tag.site === site).length)} of ${site}`);
  return `${number(tags.length)}: ${own.join(', ')}`;
}

/** Beside the newest reading of the tag's own site, since the demo's plants live in a time of their own. */
function freshWords(tags: readonly TagQuality[]): string {
  const times = tags.flatMap(({ site, last_event: last }) => (last === null ? [] : [{ site, at: Date.parse(last) }]));
  const newest = (site: string): number => Math.max(...times.filter((each) => each.site === site).map(({ at }) => at));
  const fresh = times.filter(({ site, at }) => newest(site) - at <= HOUR_MS).length;
  const sites = [...new Set(times.map(({ site }) => site))];
  const last = sites.map((site) => `${site} ${minuteOf(new Date(newest(site)).toISOString())} UTC`).join(', ');
  return `Newest reading of ${last}; ${number(fresh)} of ${plural(tags.length, 'tag')} within an hour of their site’s newest`;
}

function holeWords(tags: readonly TagQuality[]): string {
  const silent = tags.filter(({ gaps }) => (gaps ?? 0) > 0);
  const bad = tags.filter((tag) => tag.bad > 0).length;
  const [longest] = [...silent].sort((a, b) => (b.longest_gap_s ?? 0) - (a.longest_gap_s ?? 0));
  const said = `${plural(bad, 'tag')} with bad cells, ${number(silent.length)} silent for longer than they may be`;
  if (longest === undefined) return said;
  const name = longest.attribute ?? longest.tag_id;
  return `${said}; the longest silence ${seconds(longest.longest_gap_s ?? 0)}, ${name}, from ${minuteOf(longest.longest_gap_from)} UTC`;
}
