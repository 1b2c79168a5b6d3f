import { z } from 'zod';

/** Of a site that goes, a deploy alone still knows the user and the secret. */
const properties = z.object({ site: z.string(), user: z.string(), secret: z.string() });

export type DeployRequest = z.infer<typeof deployRequest>;

const deployRequest = z.object({
  RequestType: z.enum(['Create', 'Update', 'Delete']),
  ResourceProperties: properties,
});

/** The call of the function: by a deploy, by the daily rule, or by `airlock key`. */
export const keyRequest = z.union([
  deployRequest,
  z.strictObject({ action: z.literal('check') }),
  z.strictObject({ action: z.enum(['status', 'renew', 'revoke']), site: z.string() }),
]);
