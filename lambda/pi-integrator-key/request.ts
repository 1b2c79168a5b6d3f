import { z } from 'zod';

const properties = z.object({ site: z.string() });

/** The call of the function: by a deploy, by the daily rule, or by `airlock key`. */
export const keyRequest = z.union([
  z.object({ RequestType: z.enum(['Create', 'Update', 'Delete']), ResourceProperties: properties }),
  z.strictObject({ action: z.literal('check') }),
  z.strictObject({ action: z.enum(['status', 'renew', 'revoke']), site: z.string() }),
]);
