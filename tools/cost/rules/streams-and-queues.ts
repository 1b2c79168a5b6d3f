import { CannotTell, textsWithin } from '../../../packages/iam-proof/index.ts';
import { assumed } from '../assumptions.ts';
import type { Rule } from '../line.ts';
import { costOf, PRICES } from '../prices.ts';

const STREAM_KEY = 'sites[].feeders[].stream';
const DAY_HOURS = 24;
/** The longest retention at the price of a day to a week. */
const WEEK_HOURS = 168;
const PAYLOAD_KB = 25;

/** PUT payload units of so many records of one size. */
export function payloadUnits(records: number, kilobytes: number): number {
  return records * Math.ceil(kilobytes / PAYLOAD_KB);
}

const stream: Rule = ({ properties, where }, { all, workload }) => {
  const { ShardCount: shards, RetentionPeriodHours: retention = DAY_HOURS } = properties;
  if (typeof shards !== 'number' || typeof retention !== 'number' || retention > WEEK_HOURS) {
    throw new CannotTell(
      where,
      `got ${String(shards)} shards that keep ${String(retention)} hours, wanted a week at most`,
    );
  }
  const shardHours = shards * assumed('hoursAMonth');
  const streams = all.filter(({ type }) => type === 'AWS::Kinesis::Stream').length;
  const records = workload.streamed / streams;
  checkRoom(shards, records / assumed('hoursAMonth') / 3600, where);
  const units = payloadUnits(records, 1);
  return [
    { what: 'shards of streams', usd: costOf(shardHours, PRICES.kinesisShardHour), key: STREAM_KEY },
    { what: 'records of streams', usd: costOf(units, PRICES.kinesisPutUnit), key: STREAM_KEY },
    ...(retention > DAY_HOURS
      ? [
          {
            what: 'retention of streams beyond a day',
            usd: costOf(shardHours, PRICES.kinesisLongShardHour),
            key: 'sites[].feeders[].stream.retentionHours',
          },
        ]
      : []),
  ];
};

/** https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html */
const RECORDS_A_SECOND = 1000;

function checkRoom(shards: number, recordsASecond: number, where: string): void {
  const needed = Math.ceil(recordsASecond / RECORDS_A_SECOND);
  if (needed <= shards) return;
  const records = `${Math.round(recordsASecond)} records a second`;
  throw new CannotTell(where, `got ${shards} shards for ${records}, wanted ${needed}: ${STREAM_KEY}.shards`);
}

const queue: Rule = ({ id }, { all, workload }) => {
  const isRead = all.some(
    ({ type, properties }) =>
      type === 'AWS::Lambda::EventSourceMapping' && textsWithin(properties.EventSourceArn).includes(id),
  );
  if (!isRead) return [];
  const polls = assumed('hoursAMonth') * 60 * assumed('pollsAMinute');
  // Sent by an event, received, deleted; each message is in the group of its site.
  const requests = polls + 3 * workload.landed;
  const usd = costOf(requests, PRICES.queueRequest) + costOf(requests, PRICES.fairRequest);
  return [{ what: 'requests to queues', usd }];
};

export const STREAMS_AND_QUEUES: Readonly<Record<string, Rule>> = {
  'AWS::Kinesis::Stream': stream,
  'AWS::SQS::Queue': queue,
};
