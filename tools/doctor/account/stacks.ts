import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { type Account, type Check, stackNames } from './check.ts';
import { finding, fine, isMissing, type Result } from './result.ts';

/** States that a stack leaves by itself, or stays in. */
const GOOD = /^(CREATE|UPDATE|IMPORT)_COMPLETE$|^UPDATE_ROLLBACK_COMPLETE$|_IN_PROGRESS$/;

export const STACKS: Check = {
  name: 'Stacks',
  look: async (account) => {
    const names = stackNames(account.config);
    const states = await Promise.all(names.map((name) => stateOf(account, name)));
    const amiss = names.flatMap((name, index) => resultOf(account, name, states[index]));
    if (amiss.length > 0) return amiss;
    const there = states.filter((state) => state !== undefined).length;
    return [fine('Stacks', there === 0 ? 'none yet' : `${there} of ${names.length} there, none stuck`)];
  },
};

async function stateOf({ clients }: Account, name: string): Promise<string | undefined> {
  try {
    const { Stacks = [] } = await clients.cloudformation.send(new DescribeStacksCommand({ StackName: name }));
    return Stacks[0]?.StackStatus;
  } catch (error) {
    if (isMissing(error, 'ValidationError')) return undefined;
    throw error;
  }
}

function resultOf({ config }: Account, name: string, state: string | undefined): Result[] {
  if (state === undefined || GOOD.test(state)) return [];
  return [
    finding('Stacks', {
      got: `${name} is ${state}`,
      wanted: 'a stack that can be deployed, or none',
      fix: mend(name, state, config.removalPolicy === 'retain'),
    }),
  ];
}

/** A creation that failed is deleted and made anew, an update that failed is rolled back to its end. */
function mend(name: string, state: string, isProtected: boolean): string {
  if (state === 'UPDATE_ROLLBACK_FAILED') return `aws cloudformation continue-update-rollback --stack-name ${name}`;
  const unprotect = `aws cloudformation update-termination-protection --no-enable-termination-protection --stack-name ${name}`;
  const remove = `aws cloudformation delete-stack --stack-name ${name}`;
  return isProtected ? `${unprotect} && ${remove}` : remove;
}
