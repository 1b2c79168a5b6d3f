const NUMBER = new Intl.NumberFormat('en');
const PRECISE = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
const SHARE = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const UNITS = ['B', 'kB', 'MB', 'GB'];

export function number(value: number): string {
  return NUMBER.format(value);
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${number(count)} ${count === 1 ? one : many}`;
}

/** Part of a whole in percent; what is not nothing does not read as 0 %, and what is not all not as 100 %. */
export function percent(part: number, whole: number): string {
  if (whole === 0) return '–';
  const share = (part / whole) * 100;
  if (part > 0 && share < 0.1) return '< 0.1 %';
  if (part < whole && share > 99.9) return '> 99.9 %';
  return `${SHARE.format(share)} %`;
}

export function seconds(value: number): string {
  if (value > 0 && value < 0.1) return `${Math.max(1, Math.round(value * 1000))} ms`;
  if (value < 60) return `${PRECISE.format(value)} s`;
  const whole = Math.round(value);
  const parts = [
    [Math.floor(whole / 3600), 'h'],
    [Math.floor((whole % 3600) / 60), 'min'],
    [whole % 60, 's'],
  ] as const;
  return parts.flatMap(([count, unit]) => (count > 0 ? [`${count} ${unit}`] : [])).join(' ');
}

export function bytes(value: number): string {
  const power = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(1, value)) / 3));
  return `${PRECISE.format(value / 1000 ** power)} ${UNITS[power]}`;
}

/** A moment in UTC, to the second. */
export function utc(moment: number | string): string {
  return `${new Date(moment).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
