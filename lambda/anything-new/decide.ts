/** Glue's word on a job: when its definition last changed, and of its latest run that succeeded. */
export interface JobSight {
  readonly name: string;
  readonly changedAt: Date;
  readonly success?: { readonly startedAt: Date; readonly completedAt: Date };
}

/**
 * Why the jobs must run whatever has landed, or undefined where they need not: one has never succeeded, one was deployed
 * anew since it did, or gold was not built after the last cleaning.
 */
export function reasonToRun(clean: JobSight, buildGold: JobSight, skewSeconds: number): string | undefined {
  for (const { name, changedAt, success } of [clean, buildGold]) {
    if (success === undefined) return `${name} has no run that succeeded`;
    if (changedAt >= earlier(success.startedAt, skewSeconds)) {
      return `${name} was deployed at ${changedAt.toISOString()}, its last good run began at ${success.startedAt.toISOString()}`;
    }
  }
  const [cleaned, built] = [clean.success?.completedAt, buildGold.success?.startedAt];
  if (cleaned !== undefined && built !== undefined && built < cleaned) {
    return `gold was last built at ${built.toISOString()}, before cleaning ended at ${cleaned.toISOString()}`;
  }
  return undefined;
}

/**
 * The moment from which on the last good cleaning may not have seen an object. Whatever is older was there before that
 * run listed anything, so that no object is ever passed over: too early a moment costs a run, and none is too late.
 */
export function notSeenFrom({ success }: JobSight, skewSeconds: number): Date {
  return success === undefined ? new Date(0) : earlier(success.startedAt, skewSeconds);
}

function earlier(moment: Date, seconds: number): Date {
  return new Date(moment.getTime() - seconds * 1000);
}
