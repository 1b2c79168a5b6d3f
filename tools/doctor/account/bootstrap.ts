import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { GetParameterCommand } from '@aws-sdk/client-ssm';
import type { Account, Check } from './check.ts';
import { finding, fine, isMissing, type Result } from './result.ts';

/** What the templates of this CDK ask of a bootstrap stack. */
const LEAST_VERSION = 6;
const TOOLKIT = 'CDKToolkit';

/** The CDK's own, where neither cdk.json nor a person says another. */
export const USUAL_QUALIFIER = 'hnb659fds';

export const BOOTSTRAP: Check = { name: 'Bootstrap', look: async (account) => [await look(account)] };

async function look(account: Account): Promise<Result> {
  const version = await versionOf(account);
  const { qualifier } = account;
  const wanted = `version ${LEAST_VERSION} or newer with the qualifier ${qualifier}`;
  if (version === undefined) {
    const other = await otherQualifier(account);
    const fix = bootstrapCommand(account);
    return finding('Bootstrap', {
      got: other === undefined ? 'none' : `one with the qualifier ${other}`,
      wanted,
      fix: other === undefined ? fix : `set "@aws-cdk/core:bootstrapQualifier": "${other}" in cdk.json, or ${fix}`,
    });
  }
  if (version >= LEAST_VERSION) return fine('Bootstrap', `version ${version}, qualifier ${qualifier}`);
  return finding('Bootstrap', { got: `version ${version}`, wanted, fix: bootstrapCommand(account) });
}

async function versionOf({ clients, qualifier }: Account): Promise<number | undefined> {
  try {
    const name = `/cdk-bootstrap/${qualifier}/version`;
    const { Parameter } = await clients.ssm.send(new GetParameterCommand({ Name: name }));
    return Number(Parameter?.Value);
  } catch (error) {
    if (isMissing(error, 'ParameterNotFound')) return undefined;
    throw error;
  }
}

/** The qualifier of the account's bootstrap stack, where it has one of the usual name. */
async function otherQualifier({ clients }: Account): Promise<string | undefined> {
  try {
    const { Stacks = [] } = await clients.cloudformation.send(new DescribeStacksCommand({ StackName: TOOLKIT }));
    const parameters = Stacks[0]?.Parameters ?? [];
    return parameters.find(({ ParameterKey }) => ParameterKey === 'Qualifier')?.ParameterValue;
  } catch (error) {
    if (isMissing(error, 'ValidationError')) return undefined;
    throw error;
  }
}

/** A bootstrap stack of another qualifier keeps its name: a second one under it would take the first one's place. */
function bootstrapCommand({ config: { account, region }, qualifier }: Account): string {
  const command = `npx cdk bootstrap aws://${account}/${region}`;
  if (qualifier === USUAL_QUALIFIER) return command;
  return `${command} --qualifier ${qualifier} --toolkit-stack-name ${TOOLKIT}-${qualifier}`;
}
