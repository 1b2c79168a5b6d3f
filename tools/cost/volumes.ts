/** What a plant sends, as somebody declares it. */
export interface Volumes {
  /** Tags of all sites together; none is a deployment at which nothing new ever arrives. */
  readonly tags: number;

  /** Readings that a tag brings an hour. */
  readonly eventsPerTagHour: number;

  /** For how many months data has been kept when the month that is billed begins. */
  readonly monthsKept: number;
}

export const DEFAULT_VOLUMES = { eventsPerTagHour: 60, monthsKept: 12 } as const;

/** The columns of a table where nobody asks for a number of tags. */
export const SHOWN_TAGS: readonly number[] = [0, 1000, 10_000, 100_000];

export function columnName(tags: number): string {
  return tags === 0 ? 'idle' : `${tags.toLocaleString('en-US')} tags`;
}
