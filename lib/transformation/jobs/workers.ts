import type { Config } from '../../config/config.ts';

/** Workers that every Glue job has: one drives, one works. */
export const LEAST_WORKERS = 2;

const GIB = 1024 ** 3;

/**
 * Workers for a run over an amount of new data, as a JSONata expression of the expression `bytes`: one more than the least
 * for each time that the data is as much as one machine does by itself, up to the configured most.
 */
export function workersFor(bytes: string, { workers, spark }: Config['transformation']): string {
  return `$min([${workers}, ${LEAST_WORKERS} + $floor(${bytes} / ${spark.fromGiB * GIB})])`;
}
