import { GetRoleCommand } from '@aws-sdk/client-iam';
import { partitionOf } from '../../../lib/contract/index.ts';
import type { Account, Check } from './check.ts';
import { finding, fine, isMissing, type Result } from './result.ts';

/** Roles that the configuration names and no stack makes. */
export const ROLES: Check = {
  name: 'Roles',
  look: async (account) => {
    const { breakGlassRoleArn, executionRoleArn, consumption } = account.config;
    const wanted = [
      ...(executionRoleArn === undefined ? [] : [{ key: 'executionRoleArn', arn: executionRoleArn }]),
      ...(breakGlassRoleArn === null ? [] : [{ key: 'breakGlassRoleArn', arn: breakGlassRoleArn }]),
      ...(consumption.kubeflow.enabled
        ? [{ key: 'consumption.kubeflow.adminRoleArn', arn: consumption.kubeflow.adminRoleArn }]
        : []),
    ];
    return Promise.all(wanted.map(({ key, arn }) => look(account, key, arn)));
  },
};

async function look({ clients, config }: Account, key: string, arn: string): Promise<Result> {
  const name = `Role of ${key}`;
  const role = arn.split('/').at(-1) ?? arn;
  const got = await arnOf(clients.iam, role);
  if (got === arn) return fine(name, arn);
  const trust = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Principal: { AWS: `arn:${partitionOf(config.region)}:iam::${config.account}:root` },
      },
    ],
  });
  return finding(name, {
    got: got ?? 'none',
    wanted: arn,
    fix: `aws iam create-role --role-name ${role} --assume-role-policy-document '${trust}', or name another in config/${config.environment}.json`,
  });
}

async function arnOf(iam: Account['clients']['iam'], role: string): Promise<string | undefined> {
  try {
    const { Role } = await iam.send(new GetRoleCommand({ RoleName: role }));
    return Role?.Arn;
  } catch (error) {
    if (isMissing(error, 'NoSuchEntityException', 'NoSuchEntity')) return undefined;
    throw error;
  }
}
