import { ListTrailsCommand } from '@aws-sdk/client-cloudtrail';
import { GetAccountSummaryCommand } from '@aws-sdk/client-iam';
import { DescribeLimitsCommand } from '@aws-sdk/client-kinesis';
import { ListBucketsCommand } from '@aws-sdk/client-s3';
import { GetAWSDefaultServiceQuotaCommand, GetServiceQuotaCommand } from '@aws-sdk/client-service-quotas';
import { callTrailArn } from '../../../lib/contract/index.ts';
import type { Account, Check } from './check.ts';
import { finding, fine, isMissing, type Result } from './result.ts';
import { isUser, openShards, wantedStreams, wantedUsers } from './standing.ts';

const QUOTAS = {
  standardVcpus: { service: 'ec2', code: 'L-1216C47A' },
  concurrency: { service: 'lambda', code: 'L-B99A9384' },
  buckets: { service: 's3', code: 'L-DC2B2D3D' },
} as const;

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html; it cannot be raised. */
const TRAILS = 5;

/** Functions of a deployment that run side by side when much arrives, the stream writer's shards beside them. */
const CONCURRENT = 20;

interface Quota {
  readonly service: string;
  readonly code: string;
}

async function quota({ clients }: Account, { service, code }: Quota): Promise<number> {
  const asked = { ServiceCode: service, QuotaCode: code };
  const { Quota: answer } = await clients.quotas.send(new GetServiceQuotaCommand(asked)).catch((error: unknown) => {
    // Of some quotas AWS tells the default only, as long as nobody has asked for another value.
    if (isMissing(error, 'NoSuchResourceException'))
      return clients.quotas.send(new GetAWSDefaultServiceQuotaCommand(asked));
    throw error;
  });
  if (answer?.Value === undefined) throw new Error(`${service} ${code}: got no value`);
  return answer.Value;
}

function raise({ service, code }: Quota, value: number, region: string): string {
  return `aws service-quotas request-service-quota-increase --service-code ${service} --quota-code ${code} --desired-value ${value} --region ${region}`;
}

/** vCPUs of a machine of EC2's naming: a "large" has two, an "xlarge" four, an "8xlarge" thirty-two. */
export function vcpusOf(instanceType: string): number | undefined {
  const [, size = ''] = instanceType.split('.');
  const [, times] = /^(\d*)xlarge$/.exec(size) ?? [];
  if (times !== undefined) return 4 * Number(times === '' ? 1 : times);
  return size === 'large' || size === 'medium' ? 2 : undefined;
}

export const VCPUS: Check = {
  name: 'Quota of vCPUs',
  look: async (account) => {
    const { kubeflow } = account.config.consumption;
    if (!kubeflow.enabled) return [];
    const each = vcpusOf(kubeflow.instanceType);
    if (each === undefined) throw new Error(`${kubeflow.instanceType}: its vCPUs are not known`);
    const needed = each * kubeflow.nodes.max;
    const value = await quota(account, QUOTAS.standardVcpus);
    if (value >= needed)
      return [fine('Quota of vCPUs', `${value}, of which Kubeflow's machines need ${needed} at most`)];
    return [
      finding('Quota of vCPUs', {
        got: String(value),
        wanted: `${needed}: ${kubeflow.nodes.max} machines of type ${kubeflow.instanceType}`,
        fix: raise(QUOTAS.standardVcpus, needed, account.config.region),
      }),
    ];
  },
};

export const CONCURRENCY: Check = {
  name: 'Quota of concurrent functions',
  look: async (account) => {
    const value = await quota(account, QUOTAS.concurrency);
    const name = 'Quota of concurrent functions';
    if (value >= CONCURRENT) return [fine(name, String(value))];
    const fix = raise(QUOTAS.concurrency, 1000, account.config.region);
    return [finding(name, { got: String(value), wanted: `${CONCURRENT}, else a backfill starves the stream`, fix })];
  },
};

export const BUCKETS: Check = {
  name: 'Quota of buckets',
  look: async (account) => {
    const { Buckets = [] } = await account.clients.s3.send(new ListBucketsCommand({}));
    const own = new Set(Buckets.map(({ Name }) => Name));
    const needed = Object.values(account.config.buckets).filter((name) => !own.has(name)).length;
    const most = await quota(account, QUOTAS.buckets);
    const fix = raise(QUOTAS.buckets, own.size + needed, account.config.region);
    return [room('Quota of buckets', { has: own.size, needed, most, fix })];
  },
};

export const TRAILS_LEFT: Check = {
  name: 'Quota of trails',
  look: async (account) => {
    const { config, clients } = account;
    const { Trails = [] } = await clients.cloudtrail.send(new ListTrailsCommand({}));
    const here = Trails.filter(({ HomeRegion }) => HomeRegion === config.region);
    const needed = here.some(({ TrailARN }) => TrailARN === callTrailArn(config)) ? 0 : 1;
    const fix = `aws cloudtrail delete-trail --name <one that nobody needs> --region ${config.region}`;
    return [room('Quota of trails', { has: here.length, needed, most: TRAILS, fix })];
  },
};

export const SHARDS: Check = {
  name: 'Quota of shards',
  look: async (account) => {
    const streams = wantedStreams(account);
    if (streams.length === 0) return [];
    const { ShardLimit = 0, OpenShardCount = 0 } = await account.clients.kinesis.send(new DescribeLimitsCommand({}));
    const missing = await Promise.all(
      streams.map(async ({ name, shards }) => Math.max(0, shards - ((await openShards(account, name)) ?? 0))),
    );
    const needed = missing.reduce((sum, each) => sum + each, 0);
    const fix = `raise the quota, for ${streams.map(({ name }) => name).join(', ')}: https://console.aws.amazon.com/servicequotas/home/services/kinesis/quotas`;
    return [room('Quota of shards', { has: OpenShardCount, needed, most: ShardLimit, fix })];
  },
};

export const USERS: Check = {
  name: 'Quota of users',
  look: async (account) => {
    const users = wantedUsers(account);
    if (users.length === 0) return [];
    const { SummaryMap = {} } = await account.clients.iam.send(new GetAccountSummaryCommand({}));
    const { Users: has = 0, UsersQuota: most = 0 } = SummaryMap as Record<string, number>;
    const there = await Promise.all(users.map((user) => isUser(account, user)));
    const missing = users.filter((_, index) => !there[index]);
    const fix = `aws iam delete-user --user-name <one that nobody needs>, to make room for ${missing.join(', ')}`;
    return [room('Quota of users', { has, needed: missing.length, most, fix })];
  },
};

interface Room {
  readonly has: number;
  readonly needed: number;
  readonly most: number;
  readonly fix: string;
}

/** Whether as many more fit. */
function room(name: string, { has, needed, most, fix }: Room): Result {
  if (has + needed <= most) return fine(name, `${most}, of which ${has} are taken and ${needed} more are needed`);
  return finding(name, { got: `${most}, of which ${has} are taken`, wanted: `room for ${needed} more`, fix });
}
