import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import type { Config } from '../../lib/config/config.ts';
import { deploymentName } from '../../lib/contract/index.ts';
import type { Clients } from './aws.ts';

/** Looks up an output of the deployed ingestion stack by its name within the site. */
export async function outputsOf(
  { cloudformation }: Pick<Clients, 'cloudformation'>,
  config: Config,
  site: string,
): Promise<(name: string) => string> {
  const StackName = `${deploymentName(config)}-ingestion`;
  const { Stacks = [] } = await cloudformation.send(new DescribeStacksCommand({ StackName }));
  const outputs = Stacks[0]?.Outputs ?? [];
  return (name) => {
    // The CDK makes the key of the output's path, and puts a hash behind it.
    const key = new RegExp(`^${site.replaceAll('-', '')}${name}[0-9A-F]{8}$`);
    const value = outputs.find(({ OutputKey = '' }) => key.test(OutputKey))?.OutputValue;
    if (value === undefined) throw new Error(`${StackName}: got no output ${name} of ${site}, wanted its ARN`);
    return value;
  };
}
