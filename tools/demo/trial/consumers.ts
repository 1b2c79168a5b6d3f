import { setTimeout as sleep } from 'node:timers/promises';
import {
  DeregisterStreamConsumerCommand,
  DescribeStreamConsumerCommand,
  DescribeStreamSummaryCommand,
  type KinesisClient,
  RegisterStreamConsumerCommand,
} from '@aws-sdk/client-kinesis';
import type { Plant } from '../demo.ts';
import type { StreamFeed } from '../stream.ts';
import type { TriedStream } from './streams.ts';

/** A consumer that the owner registered for one identity's trial: a subscription needs one that nobody uses. */
export interface Consumer {
  readonly stream: string;
  readonly arn: string;
  readonly remove: () => Promise<unknown>;
}

const TRIES = 50;

export function registerConsumers(kinesis: KinesisClient, streams: readonly StreamFeed[]): Promise<Consumer[]> {
  return Promise.all(streams.map(({ stream }) => register(kinesis, stream)));
}

/** The streams as an identity sees them. */
export function triedStreams(
  { site }: Plant,
  streams: readonly StreamFeed[],
  consumers: readonly Consumer[],
): TriedStream[] {
  return streams.flatMap((feed) => {
    const [known] = feed.records;
    const consumer = consumers.find(({ stream }) => stream === feed.stream);
    if (known === undefined || consumer === undefined) return [];
    return [{ name: feed.stream, isOwn: feed.site === site, consumerArn: consumer.arn, known }];
  });
}

async function register(kinesis: KinesisClient, stream: string): Promise<Consumer> {
  const summary = await kinesis.send(new DescribeStreamSummaryCommand({ StreamName: stream }));
  const StreamARN = summary.StreamDescriptionSummary?.StreamARN;
  const name = { StreamARN, ConsumerName: `trial-${Date.now()}` };
  const { Consumer: consumer } = await kinesis.send(new RegisterStreamConsumerCommand(name));
  const arn = consumer?.ConsumerARN;
  if (arn === undefined) throw new Error(`${stream}: got no consumer, wanted one for the trial`);
  for (let tries = 0; tries < TRIES; tries += 1) {
    const { ConsumerDescription: seen } = await kinesis.send(new DescribeStreamConsumerCommand({ ConsumerARN: arn }));
    if (seen?.ConsumerStatus === 'ACTIVE') break;
    await sleep(100);
  }
  return { stream, arn, remove: () => kinesis.send(new DeregisterStreamConsumerCommand({ ConsumerARN: arn })) };
}
