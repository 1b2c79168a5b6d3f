import { GetUserCommand } from '@aws-sdk/client-iam';
import { DescribeStreamSummaryCommand } from '@aws-sdk/client-kinesis';
import { plantName, streamName } from '../../../lib/contract/index.ts';
import { type Account, hasProfile } from './check.ts';
import { isMissing } from './result.ts';

/** Names of the streams that the configuration wants, with their shards. */
export function wantedStreams({ config }: Account): { readonly name: string; readonly shards: number }[] {
  return config.sites.flatMap(({ id, feeders }) => {
    const shards = feeders.reduce((sum, { stream }) => sum + (stream?.shards ?? 0), 0);
    return shards === 0 ? [] : [{ name: streamName(config, id), shards }];
  });
}

/** Names of the users that the configuration wants. */
export function wantedUsers({ config }: Account): string[] {
  const integrated = config.sites.filter((site) => hasProfile({ sites: [site] }, 'pi-integrator'));
  return integrated.map(({ id }) => plantName(config, id, 'pi-integrator'));
}

/** Open shards of a stream of this name; undefined where there is none. */
export async function openShards({ clients }: Account, stream: string): Promise<number | undefined> {
  try {
    const command = new DescribeStreamSummaryCommand({ StreamName: stream });
    return (await clients.kinesis.send(command)).StreamDescriptionSummary?.OpenShardCount;
  } catch (error) {
    if (isMissing(error, 'ResourceNotFoundException')) return undefined;
    throw error;
  }
}

export async function isUser({ clients }: Account, user: string): Promise<boolean> {
  try {
    await clients.iam.send(new GetUserCommand({ UserName: user }));
    return true;
  } catch (error) {
    if (isMissing(error, 'NoSuchEntityException', 'NoSuchEntity')) return false;
    throw error;
  }
}
