const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** A mark of the axis of time: the day at its beginning, else the time of day; in UTC. */
export function tickText(ms: number): string {
  const [day = '', time = ''] = new Date(ms).toISOString().split('T');
  if (ms % DAY_MS === 0) return day;
  return ms % MINUTE_MS === 0 ? time.slice(0, 5) : time.slice(0, 8);
}
