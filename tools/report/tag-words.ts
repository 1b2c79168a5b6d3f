import type { TagQuality } from './data.ts';

/** A moment to the minute; the page says once that its times are UTC. */
export function minuteOf(time: string | null): string {
  return time === null ? '–' : new Date(time).toISOString().slice(0, 16).replace('T', ' ');
}

/** Where a tag is: its site, the last part of its asset's path, and the view that reports it. */
export function placeOf({ site, asset, view }: TagQuality): string {
  const last = asset?.split('\\').at(-1);
  return [site, last, view].filter((part) => part !== undefined).join(' · ');
}
