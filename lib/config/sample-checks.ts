import { X509Certificate } from 'node:crypto';
import type { z } from 'zod';

/** The local cloud's account, and those of the configurations that come with the project: nobody can deploy to them. */
const SAMPLE_ACCOUNTS = ['000000000000', '111111111111', '222222222222'];
const SAMPLE_BUCKET = /^acme-plant-/;

/** Of config/ca/acme-plant-ca.pem, whose key nobody keeps. */
const SAMPLE_AUTHORITY =
  '4A:14:7E:02:50:05:BF:3B:17:3F:63:B4:9F:C5:54:85:23:72:31:1A:1C:A7:C3:C0:65:7C:A9:D0:80:73:18:FC';

interface Named {
  readonly account: string;
  readonly buckets: Readonly<Record<string, string>>;
}

/** Where an account is somebody's, no name of the samples is left. */
export function checkSamples({ account, buckets }: Named, context: z.RefinementCtx): void {
  if (SAMPLE_ACCOUNTS.includes(account)) return;
  for (const [layer, name] of Object.entries(buckets)) {
    if (!SAMPLE_BUCKET.test(name)) continue;
    const message = `a name of your own, since account ${account} is no sample: names of buckets are taken once in the world`;
    context.addIssue({ code: 'custom', path: ['buckets', layer], input: name, message });
  }
}

/** Whether a certificate is the samples' in an account that is somebody's: whoever holds its key could be any plant. */
export function isSampleAuthority(certificate: string, account: string): boolean {
  return !SAMPLE_ACCOUNTS.includes(account) && new X509Certificate(certificate).fingerprint256 === SAMPLE_AUTHORITY;
}
