const MINUTES: Readonly<Record<string, number>> = { minute: 1, hour: 60, day: 1440 };

/** Minutes from one turn of a schedule to the next; not a number where it is of another form than ours. */
export function minutesOf(schedule: string): number {
  const [, count, unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(schedule) ?? [];
  if (count !== undefined) return Number(count) * (MINUTES[unit] ?? Number.NaN);
  const [, minutes, hour = '', hours] =
    /^cron\(\d+(?:\/(\d+))? (\*|\d+(?:\/(\d+))?) \* \* \? \*\)$/.exec(schedule) ?? [];
  if (hour === '*') return Number(minutes ?? 60);
  if (minutes !== undefined || hour === '') return Number.NaN;
  return hours === undefined ? 1440 : Number(hours) * 60;
}
