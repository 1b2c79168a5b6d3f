import { PutRecordCommand } from '@aws-sdk/client-kinesis';
import type { StreamFeed } from '../../demo/stream/stream.ts';
import type { Ground, Verb } from './ground.ts';

/** Putting into another site's stream a record that it took before: where that passes it makes a duplicate and nothing else. */
export function foreignRecords({ otherStreams }: Ground): Verb[] {
  return otherStreams.flatMap(foreignRecord);
}

function foreignRecord({ stream, records: [known] }: StreamFeed): Verb[] {
  if (known === undefined) return [];
  const record = {
    StreamName: stream,
    PartitionKey: known.partitionKey,
    Data: Buffer.from(known.data, 'base64'),
  };
  return [
    {
      service: 'kinesis',
      name: 'PutRecord',
      target: "the other site's stream",
      send: ({ kinesis }) => kinesis.send(new PutRecordCommand(record)),
    },
  ];
}
