import { DescribeKeyCommand } from '@aws-sdk/client-kms';
import type { Account, Check } from './check.ts';
import { finding, fine, isMissing } from './result.ts';

/** The key that the configuration names and no stack makes. */
export const KEYS: Check = {
  name: 'Key of customerKey',
  look: async (account) => {
    const { customerKey, environment } = account.config;
    if (customerKey === null || customerKey === 'create') return [];
    const name = 'Key of customerKey';
    const state = await stateOf(account, customerKey.arn);
    if (state === 'Enabled') return [fine(name, customerKey.arn)];
    return [
      finding(name, {
        got: state ?? 'none',
        wanted: `${customerKey.arn}, enabled`,
        fix:
          state === 'Disabled'
            ? `aws kms enable-key --key-id ${customerKey.arn}`
            : `name another in config/${environment}.json, or "create"`,
      }),
    ];
  },
};

async function stateOf({ clients }: Account, arn: string): Promise<string | undefined> {
  try {
    const { KeyMetadata } = await clients.kms.send(new DescribeKeyCommand({ KeyId: arn }));
    return KeyMetadata?.KeyState;
  } catch (error) {
    if (isMissing(error, 'NotFoundException')) return undefined;
    throw error;
  }
}
