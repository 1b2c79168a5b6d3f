import { decode } from '../../lambda/stream-to-bronze/decode.ts';
import { SHARD, streamRecord } from './stream-records.ts';

const READING = {
  asset: 'Reactor',
  attribute: 'Temperature',
  point: 'TI-101',
  timestamp: '2026-01-02T03:04:05.1234567Z',
  value: '1.5',
  state_code: 246,
  is_system: true,
  good: false,
  questionable: false,
  substituted: false,
  annotated: false,
  unit: '°C',
};
const NOTHING = Object.fromEntries(Object.keys(READING).map((name) => [name, null]));
const decoded = (content: unknown): object => decode(streamRecord(JSON.stringify(content), 7));

test('a reading becomes a row with its shard and sequence number', () => {
  const { sequenceNumber } = streamRecord('', 7).kinesis;
  expect(decoded(READING)).toEqual({ ...READING, shard: SHARD, sequence: sequenceNumber, raw: null });
});

test('what a reading leaves out is null', () => {
  expect(decoded({ asset: 'Reactor', value: null })).toMatchObject({ ...NOTHING, asset: 'Reactor', raw: null });
});

test.each<[string, string | Uint8Array]>([
  ['no JSON', '{"asset":'],
  ['no object', '[]'],
  ['null', 'null'],
  ['a number for the text of a value', '{"value":1.5}'],
  ['a text for a flag', '{"good":"true"}'],
  ['a state code with a fraction', '{"state_code":1.5}'],
  ['a state code of more than 32 bits', '{"state_code":2147483648}'],
  ['a column that nobody knows', '{"asset":"Reactor","colour":"red"}'],
  ['half a character pair, which has no UTF-8', '{"asset":"\\ud800"}'],
  ['bytes that are not UTF-8', Uint8Array.of(0x7b, 0xff, 0x7d)],
  ['no bytes', ''],
])('%s is kept as its bytes, with no reading', (_, data) => {
  const record = streamRecord(data, 7);
  expect(decode(record)).toEqual({
    ...NOTHING,
    shard: SHARD,
    sequence: record.kinesis.sequenceNumber,
    raw: Buffer.from(data).toString('base64'),
  });
});
