import {
  DescribeStreamCommand,
  DescribeStreamSummaryCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type KinesisClient,
  ListShardsCommand,
  PutRecordCommand,
  SubscribeToShardCommand,
} from '@aws-sdk/client-kinesis';
import type { Clients } from '../aws.ts';
import type { StreamRecord } from '../plant.ts';
import type { Ground, Verb } from './ground.ts';

/** Every way to get records or facts out of a stream, one's own or another site's, and to put into another's. */
export function streamVerbs(ground: Ground): Verb[] {
  return ground.streams.flatMap((stream) => [...readsOfStream(stream), ...(stream.isOwn ? [] : [foreignPut(stream)])]);
}

/** A stream that an identity tries. */
export interface TriedStream {
  readonly name: string;
  readonly isOwn: boolean;
  /** A consumer that the owner registered. */
  readonly consumerArn: string;
  /** A record that the stream took before: putting it again makes a duplicate and nothing else. */
  readonly known: StreamRecord;
}

function readsOfStream({ name, isOwn, consumerArn }: TriedStream): Verb[] {
  const StreamName = name;
  const common = { target: isOwn ? 'its own stream' : "the other site's stream", wanted: 'refused' } as const;
  let ShardId = '';
  let ShardIterator: string | undefined;
  const look = async ({ kinesis }: Clients): Promise<void> => {
    ShardId = await firstShard(kinesis, name);
    const iterator = await kinesis.send(
      new GetShardIteratorCommand({ StreamName, ShardId, ShardIteratorType: 'TRIM_HORIZON' }),
    );
    ShardIterator = iterator.ShardIterator;
  };
  return [
    {
      ...common,
      name: 'GetShardIterator',
      prepare: look,
      send: ({ kinesis }) =>
        kinesis.send(new GetShardIteratorCommand({ StreamName, ShardId, ShardIteratorType: 'TRIM_HORIZON' })),
    },
    {
      ...common,
      name: "GetRecords with the owner's iterator",
      prepare: look,
      send: ({ kinesis }) => kinesis.send(new GetRecordsCommand({ ShardIterator, Limit: 1 })),
    },
    {
      ...common,
      name: 'SubscribeToShard',
      prepare: look,
      send: ({ kinesis }) =>
        kinesis.send(
          new SubscribeToShardCommand({
            ConsumerARN: consumerArn,
            ShardId,
            StartingPosition: { Type: 'TRIM_HORIZON' },
          }),
        ),
    },
    { ...common, name: 'ListShards', send: ({ kinesis }) => kinesis.send(new ListShardsCommand({ StreamName })) },
    {
      ...common,
      name: 'DescribeStream',
      send: ({ kinesis }) => kinesis.send(new DescribeStreamCommand({ StreamName })),
    },
    {
      ...common,
      name: 'DescribeStreamSummary',
      send: ({ kinesis }) => kinesis.send(new DescribeStreamSummaryCommand({ StreamName })),
    },
  ];
}

function foreignPut({ name, known }: TriedStream): Verb {
  return {
    name: 'PutRecord',
    target: "the other site's stream",
    wanted: 'refused',
    send: ({ kinesis }) =>
      kinesis.send(
        new PutRecordCommand({
          StreamName: name,
          PartitionKey: known.partitionKey,
          Data: Buffer.from(known.data, 'base64'),
        }),
      ),
  };
}

async function firstShard(kinesis: KinesisClient, name: string): Promise<string> {
  const { Shards: [shard] = [] } = await kinesis.send(new ListShardsCommand({ StreamName: name, MaxResults: 1 }));
  if (shard?.ShardId === undefined) throw new Error(`${name}: got no shard, wanted one to try verbs on`);
  return shard.ShardId;
}
