import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { ROOT } from '../../project/paths.ts';
import type { Insertions } from '../insertions.ts';
import { code, table } from '../markdown.ts';

const rowSchema = z.strictObject({
  kind: z.string(),
  says: z.string(),
  means: z.string().min(1),
  to_do: z.string().min(1),
});

/** What the sender can say, as it looks it up itself; a test of its own holds that this is all of it. */
const SAID = z
  .array(rowSchema)
  .parse(parse(readFileSync(join(ROOT, 'extraction/airlock_sender/said.csv')), { columns: true }));

/** Of what an error speaks, by the beginning of its class. */
const OF: Readonly<Record<string, string>> = {
  Settings: 'settings',
  RunsAlready: 'this machine',
  Secret: 'settings',
  Pi: 'PI Web API',
  Negotiate: 'PI Web API',
  Answer: 'PI Web API',
  TooMuch: 'PI Web API',
  Crowded: 'PI Web API',
  Door: 'cloud',
};

/** Events, errors and exit codes of the sender, for the page of whoever runs it. */
export function saidInsertions(): Insertions {
  return {
    'sender events': () => sayings('event'),
    'sender exit codes': () => sayings('exit'),
    'sender errors': errors,
  };
}

function sayings(wanted: string): string {
  const rows = SAID.filter(({ kind }) => kind === wanted).map((each) => [code(each.says), each.means, each.to_do]);
  return table(['What it says', 'What it means', 'What to do'], rows);
}

function errors(): string {
  const rows = SAID.filter(({ kind }) => kind.endsWith('Error')).map(({ kind, says, means, to_do }) => [
    Object.entries(OF).find(([begin]) => kind.startsWith(begin))?.[1] ?? '',
    says === '' ? 'anything else' : `… ${code(says)} …`,
    means,
    to_do,
  ]);
  return table(['Of', 'What it says', 'What it means', 'What to do'], rows);
}
