import { aws_iam as iam } from 'aws-cdk-lib';
import type { Config } from '../config/config.ts';
import { callTrailArn, landedRuleArn, partitionOf, regionalArn } from '../contract/index.ts';

const USE = ['kms:Decrypt', 'kms:GenerateDataKey*'];

/** What a key's policy must let services do that call in nobody's name, each for this deployment's account alone. */
export function serviceStatements(config: Config): iam.PolicyStatement[] {
  const { account, region } = config;
  const trail = { 'aws:SourceArn': callTrailArn(config) };
  return [
    allow('EncryptLogs', `logs.${region}.amazonaws.com`, ['kms:Encrypt', 'kms:ReEncrypt*', 'kms:DescribeKey', ...USE], {
      ArnLike: { 'kms:EncryptionContext:aws:logs:arn': regionalArn(config, 'logs', 'log-group:*') },
    }),
    allow('EncryptTrail', 'cloudtrail.amazonaws.com', ['kms:GenerateDataKey*'], {
      StringEquals: trail,
      ArnLike: {
        'kms:EncryptionContext:aws:cloudtrail:arn': `arn:${partitionOf(region)}:cloudtrail:*:${account}:trail/*`,
      },
    }),
    allow('DescribeForTrail', 'cloudtrail.amazonaws.com', ['kms:DescribeKey'], { StringEquals: trail }),
    allow('TellOfAlarms', 'cloudwatch.amazonaws.com', USE, { StringEquals: { 'aws:SourceAccount': account } }),
    allow('TellOfCosts', 'budgets.amazonaws.com', USE, { StringEquals: { 'aws:SourceAccount': account } }),
    allow('QueueWhatLands', 'events.amazonaws.com', USE, {
      ArnLike: { 'aws:SourceArn': landedRuleArn(config, '*') },
    }),
  ];
}

function allow(
  sid: string,
  service: string,
  actions: readonly string[],
  conditions: Record<string, Record<string, string>>,
): iam.PolicyStatement {
  return new iam.PolicyStatement({
    sid,
    principals: [new iam.ServicePrincipal(service)],
    actions: [...actions].toSorted(),
    resources: ['*'],
    conditions,
  });
}
