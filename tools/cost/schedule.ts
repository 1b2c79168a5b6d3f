import { CannotTell } from '../../packages/iam-proof/index.ts';
import { assumed } from './assumptions.ts';

const HOURS = { minute: 1 / 60, hour: 1, day: 24 } as const;
const FIELDS = [
  { name: 'minutes', from: 0, to: 59 },
  { name: 'hours', from: 0, to: 23 },
] as const;

/**
 * How often in a month an expression of EventBridge or Glue is due: `rate(1 hour)`, `cron(30 3 * * ? *)`.
 *
 * @throws CannotTell where a part of it is not understood.
 */
export function timesAMonth(expression: string, where: string): number {
  const rate = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression);
  if (rate !== null) {
    const [, count, unit] = rate;
    return assumed('hoursAMonth') / (Number(count) * HOURS[unit as keyof typeof HOURS]);
  }
  const fields = /^cron\(([^)]*)\)$/.exec(expression)?.[1]?.split(' ') ?? [];
  const [minutes = '', hours = '', ...days] = fields;
  if (fields.length !== 6 || days.some((day) => day !== '*' && day !== '?')) {
    throw new CannotTell(where, `got the schedule ${expression}, wanted a rate, or a cron that is due every day`);
  }
  const aDay = [minutes, hours].map((field, index) => matches(field, FIELDS[index as 0 | 1], where));
  return (aDay.reduce((product, count) => product * count, 1) * assumed('hoursAMonth')) / 24;
}

/** How many numbers a field of a cron stands for: `5`, `1,2`, `0-10`, a star, or a step such as `0/15`. */
function matches(field: string, { name, from, to }: (typeof FIELDS)[number], where: string): number {
  const all = to - from + 1;
  return field
    .split(',')
    .map((part) => {
      if (part === '*') return all;
      if (/^\d+$/.test(part)) return 1;
      const [, first, last] = /^(\d+)-(\d+)$/.exec(part) ?? [];
      if (first !== undefined) return Number(last) - Number(first) + 1;
      const [, start, step] = /^(\d+|\*)\/(\d+)$/.exec(part) ?? [];
      if (step === undefined)
        throw new CannotTell(where, `got the ${name} "${field}" of a cron, which are not understood`);
      return Math.ceil((to + 1 - (start === '*' ? from : Number(start))) / Number(step));
    })
    .reduce((sum, count) => sum + count, 0);
}
