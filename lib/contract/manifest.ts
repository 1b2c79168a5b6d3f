import { z } from 'zod';

const count = z.int().nonnegative();

/** A feeder's word on what it put into one object, in `<object>.manifest.json` beside it. */
export const manifestSchema = z.strictObject({
  rows: count.describe('Rows of the object'),
  minTime: z
    .string()
    .nullable()
    .describe(
      'Earliest time of a row, written as the object writes it: ISO 8601 with its offset or Z; null where no row has one',
    ),
  maxTime: z.string().nullable().describe('Latest time of a row, likewise'),
  perTag: z
    .record(z.string(), count)
    .describe(
      'Rows by tag, each named `<asset>|<attribute>` as in the object; a row that names none is in `rows` only',
    ),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/, '64 hexadecimal digits')
    .describe("SHA-256 of the object's bytes, in 64 hexadecimal digits"),
  feederVersion: z.string().min(1).describe('Name and version of the program that wrote it'),
});

export type Manifest = z.infer<typeof manifestSchema>;
