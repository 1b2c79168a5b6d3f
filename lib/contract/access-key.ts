import words from '../../contract/words.json' with { type: 'json' };

/** Words that the function which looks after access keys shares with those who call it. */

/** An access key of a PI Integrator's user. */
export interface AccessKey {
  readonly id: string;
  readonly isActive: boolean;

  /** The secret holds this key now. */
  readonly isStored: boolean;

  /** ISO 8601 UTC. */
  readonly createdAt: string;

  /** ISO 8601 UTC, or null where it was never used. */
  readonly lastUsedAt: string | null;
}

/** The keys of a site, with what was done about them and why. */
export interface KeyReport {
  readonly site: string;
  readonly done: string;
  readonly why: string;

  /** As they are now. */
  readonly keys: readonly AccessKey[];
}

/** Metrics that the function sends of each site. */
export const KEY_METRICS = words.metrics.keys;
