import { DefaultStackSynthesizer, type Stack } from 'aws-cdk-lib';
import { EnvironmentPlaceholders } from 'aws-cdk-lib/cx-api';
import type { Config } from '../config/config.ts';

/**
 * ARN of the role in which CloudFormation changes a stack: the configuration's, else the one that the stack's synthesizer
 * names, whatever the bootstrap is called.
 *
 * @throws Error where neither says it: bronze would let nobody change its rules any more.
 */
export function executionRoleArn(stack: Stack, { executionRoleArn: given }: Pick<Config, 'executionRoleArn'>): string {
  if (given !== undefined) return given;
  const { synthesizer } = stack;
  if (!(synthesizer instanceof DefaultStackSynthesizer)) {
    throw new Error(
      `executionRoleArn: got nothing, wanted the ARN of the role that deploys, since the stacks' synthesizer (${synthesizer.constructor.name}) names none`,
    );
  }
  // The CLI would put the partition in; a policy needs it now.
  return synthesizer.cloudFormationExecutionRoleArn.replaceAll(
    EnvironmentPlaceholders.CURRENT_PARTITION,
    stack.partition,
  );
}
