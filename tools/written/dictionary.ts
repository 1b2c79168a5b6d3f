import type { z } from 'zod';
import { type Fate, REASONS, type Table, tables } from '../../contract/read.ts';
import { manifestSchema } from '../../lib/contract/manifest.ts';
import type { Insertions } from './insertions.ts';
import { code, table } from './markdown.ts';

const FATES: readonly Fate[] = ['bad', 'suspect', 'quarantined', 'refused'];

/** Places of docs/data.md: the columns of every table, and the reasons by their fate. */
export function dictionary(): Insertions {
  return {
    ...Object.fromEntries(Object.entries(tables()).map(([name, told]) => [`columns of ${name}`, () => columns(told)])),
    'fields of the manifest': () => fields(manifestSchema.shape),
    ...Object.fromEntries(FATES.map((fate) => [`reasons ${fate}`, () => reasons(fate)])),
  };
}

function columns({ about, columns }: Table): string {
  const rows = Object.entries(columns).map(([name, { type, unit = '', meaning }]) => [code(name), type, unit, meaning]);
  return `${about}\n\n${table(['Column', 'Type', 'Unit', 'Meaning'], rows)}`;
}

function fields(shape: Readonly<Record<string, z.ZodType>>): string {
  const rows = Object.entries(shape).map(([name, { description = '' }]) => [code(name), description]);
  return table(['Field', 'Meaning'], rows);
}

function reasons(fate: Fate): string {
  const rows = REASONS.filter((reason) => reason.fate === fate).map((each) => [
    code(each.code),
    each.words,
    each.remedy,
  ]);
  return table(['Reason', 'What it says', 'What to do'], rows);
}
