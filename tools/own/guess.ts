import { z } from 'zod';
import { attemptModule } from '../project/run.ts';

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const column = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

const guess = z.object({
  options: z.record(z.string(), scalar),
  /** Of a wide view its columns, of a long one its tags. */
  columns: z.array(column),
  findings: z.array(z.object({ about: z.string(), value: z.string(), why: z.string() })),
  questions: z.array(
    z.object({
      option: z.enum(['delimiter', 'decimal', 'time-column', 'time-format', 'zone', 'asset-column', 'unit', 'grid']),
      asks: z.string(),
      choices: z.array(z.string()),
      of: z.string().nullable(),
    }),
  ),
});

/** Settings of a view as far as a file tells them, what they rest on, and what is to be asked. */
export type Guess = z.infer<typeof guess>;
export type Question = Guess['questions'][number];

/** What a person said, which is guessed no more. */
export interface Answers {
  readonly encoding?: string;
  /** Line of the header, counted from 1. */
  readonly headerLine?: number;
  readonly delimiter?: string;
  readonly decimal?: string;
  readonly timeColumn?: string;
  readonly timeFormat?: string;
  readonly zone?: string;
  readonly assetColumn?: string;
  readonly units: Readonly<Record<string, string>>;
  readonly noUnit?: boolean;
  readonly grid?: number;
  readonly staleAfter?: number;
}

/** @throws Error with what is wrong with the file, where no answer can mend it. */
export async function guessOf(file: string, answers: Answers): Promise<Guess> {
  const { status, stdout, stderr } = await attemptModule('jobs', 'own', [
    'guess',
    file,
    '--answers',
    JSON.stringify(answers),
  ]);
  if (status !== 0) throw new Error(`${file}: ${stderr.trim().split('\n').at(-1)}`);
  return guess.parse(JSON.parse(stdout));
}

/** The answers with one more. */
export function answered(answers: Answers, { option, of }: Question, said: string): Answers {
  switch (option) {
    case 'delimiter':
    case 'decimal':
    case 'zone':
      return { ...answers, [option]: said };
    case 'time-column':
      return { ...answers, timeColumn: said };
    case 'time-format':
      return { ...answers, timeFormat: said };
    case 'asset-column':
      return { ...answers, assetColumn: said };
    case 'grid':
      return { ...answers, grid: Number(said) };
    case 'unit':
      return { ...answers, units: { ...answers.units, [of ?? '']: said } };
  }
}
