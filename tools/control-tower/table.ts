import { table } from '../written/markdown.ts';
import type { Refusal } from './controls.ts';

/** Refusals by control, each with how many resources it is about. */
function byControl(all: readonly Refusal[]): ReadonlyMap<string, readonly Refusal[]> {
  const controls = new Map<string, Refusal[]>();
  for (const each of all) controls.set(each.control, [...(controls.get(each.control) ?? []), each]);
  return new Map([...controls].toSorted(([a], [b]) => a.localeCompare(b)));
}

/** What a person reads: a line a control, with its resources and why they stay. */
export function told(all: readonly Refusal[]): string[] {
  const controls = byControl(all);
  const lines = [...controls].flatMap(([control, refused]) => [
    `${control}  ${refused[0]?.wants ?? ''}`,
    ...refused.map(({ path, reason }) => `    ${reason === undefined ? 'NOT EXPLAINED  ' : ''}${path}`),
    ...new Set(refused.flatMap(({ reason }) => (reason === undefined ? [] : [`    ${reason}`]))),
  ]);
  const left = all.filter(({ reason }) => reason === undefined).length;
  return [...lines, '', `${controls.size} controls would refuse ${all.length} resources; ${left} are not explained`];
}

/** What a reviewer reads: each control beside how many resources it would refuse, as shipped and with every option. */
export function page(shipped: readonly Refusal[], asked: readonly Refusal[]): string {
  const [before, after] = [byControl(shipped), byControl(asked)];
  const rows = [...new Set([...before.keys(), ...after.keys()])].toSorted().map((control) => {
    const [was, is] = [before.get(control) ?? [], after.get(control) ?? []];
    const reasons = new Set([...was, ...is].map(({ reason = 'NOT EXPLAINED' }) => reason));
    return [control, (was[0] ?? is[0])?.wants ?? '', String(was.length), String(is.length), [...reasons].join(' ')];
  });
  const sum = (of: readonly Refusal[], controls: number): string => `${of.length} of ${controls} controls`;
  return [
    table(['control', 'wants', 'as shipped', 'with the options', 'why it stays'], rows),
    '',
    `Refused of prod: ${sum(shipped, before.size)} as it is shipped, ${sum(asked, after.size)} with a key and a year of logs.`,
    '',
  ].join('\n');
}
