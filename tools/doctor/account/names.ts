import { DescribeStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { HeadBucketCommand, ListBucketsCommand } from '@aws-sdk/client-s3';
import { type Account, type Check, stackName } from './check.ts';
import { finding, fine, isMissing, type Result } from './result.ts';
import { isUser, openShards, wantedStreams, wantedUsers } from './standing.ts';

/** Names that are fixed: each must be free, or belong to the stack that is to have it. */
export const BUCKET_NAMES: Check = {
  name: 'Bucket names',
  look: async (account) => {
    const { Buckets = [] } = await account.clients.s3.send(new ListBucketsCommand({}));
    const own = new Set(Buckets.map(({ Name }) => Name));
    const names = Object.values(account.config.buckets);
    return Promise.all(names.map((name) => lookAtBucket(account, name, own.has(name))));
  },
};

async function lookAtBucket(account: Account, bucket: string, isOwn: boolean): Promise<Result> {
  const name = `Bucket ${bucket}`;
  if (isOwn) return ownerResult(account, name, bucket, stackName(account.config, 'replica-store'));
  try {
    await account.clients.s3.send(new HeadBucketCommand({ Bucket: bucket }));
  } catch (error) {
    if (isMissing(error, 'NotFound', 'NoSuchBucket')) return fine(name, 'free');
    if (statusOf(error) !== 403 && statusOf(error) !== 301) throw error;
  }
  return finding(name, {
    got: 'taken by another account',
    wanted: 'a free name: bucket names are one space for all of AWS',
    fix: `choose another under "buckets" in config/${account.config.environment}.json`,
  });
}

function statusOf(error: unknown): number | undefined {
  return Object(error).$metadata?.httpStatusCode;
}

export const STREAM_NAMES: Check = {
  name: 'Stream names',
  look: (account) => Promise.all(wantedStreams(account).map(({ name }) => lookAtStream(account, name))),
};

async function lookAtStream(account: Account, stream: string): Promise<Result> {
  const name = `Stream ${stream}`;
  if ((await openShards(account, stream)) === undefined) return fine(name, 'free');
  return ownerResult(account, name, stream, stackName(account.config, 'ingestion'));
}

export const USER_NAMES: Check = {
  name: 'User names',
  look: (account) => Promise.all(wantedUsers(account).map((user) => lookAtUser(account, user))),
};

async function lookAtUser(account: Account, user: string): Promise<Result> {
  const name = `User ${user}`;
  if (!(await isUser(account, user))) return fine(name, 'free');
  return ownerResult(account, name, user, stackName(account.config, 'ingestion'));
}

/** Whose a thing of this account is: the stack's that is to have it, another's, or nobody's, as a failed creation leaves it. */
async function ownerResult({ clients }: Account, name: string, physicalId: string, wanted: string): Promise<Result> {
  const owner = await ownerOf(clients.cloudformation, physicalId);
  if (owner === wanted) return fine(name, `ours, of the stack ${owner}`);
  if (owner !== undefined) {
    const fix = `choose another name, or destroy ${owner} where nobody needs it`;
    return finding(name, { got: `of the stack ${owner}`, wanted: `free, or of ${wanted}`, fix });
  }
  return finding(name, {
    got: 'there, and of no stack: a failed or destroyed deployment left it',
    wanted: `free, or of ${wanted}`,
    fix: `npx cdk deploy ${wanted} --exclusively --import-existing-resources takes it over as it is`,
  });
}

async function ownerOf(client: Account['clients']['cloudformation'], physicalId: string): Promise<string | undefined> {
  try {
    const command = new DescribeStackResourcesCommand({ PhysicalResourceId: physicalId });
    const { StackResources = [] } = await client.send(command);
    return StackResources[0]?.StackName;
  } catch (error) {
    if (isMissing(error, 'ValidationError')) return undefined;
    throw error;
  }
}
