import { hash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
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
const TAG = '"asset": "A", "attribute": "T", "timestamp": "2026-01-02T03:04:05Z"';
const ITEM = '"Timestamp": "2026-01-02T03:04:05Z", "Value": 1';
const rows = (data: string | Uint8Array) => decode(streamRecord(data, 7));
const rawOf = (data: string | Uint8Array): string => Buffer.from(data).toString('base64');

test('a reading becomes a row with its shard and sequence number', () => {
  const { sequenceNumber } = streamRecord('', 7).kinesis;
  expect(rows(JSON.stringify(READING))).toEqual([
    { ...READING, shard: SHARD, sequence: sequenceNumber, raw: null, ignored: 0 },
  ]);
});

test('what a reading leaves out is null', () => {
  expect(rows('{"asset": "Reactor", "value": null}')).toMatchObject([{ ...NOTHING, asset: 'Reactor', raw: null }]);
});

test.each([
  '0.1',
  '1e309',
  '12345678901234567890',
  '-0.0',
  '1.50',
  '1E+3',
  'NaN',
  '-Infinity',
  'true',
  '[1, {"a": 2.0}]',
])('the value %s keeps its text', (text) => {
  expect(rows(`{${TAG}, "value": ${text}}`)).toMatchObject([{ value: text, raw: null }]);
});

test.each<[string, string]>([
  ['a list', `[{${TAG}, "value": 1}, {${TAG}, "value": 2}]`],
  ['lines', `{${TAG}, "value": 1}\r\n\r\n{${TAG}, "value": 2}\r\n`],
  ['one behind the other', `\ufeff{${TAG}, "value": 1}{${TAG}, "value": 2}`],
  ['items', `{"asset": "A", "attribute": "T", "Items": [{${ITEM}}, {${ITEM}}]}`],
])('%s is as many rows', (_, text) => {
  expect(rows(text).map(({ raw }) => raw)).toEqual([null, null]);
});

test('a key that nobody knows is counted, whatever it holds', () => {
  expect(rows(`{${TAG}, "value": 1, "__proto__": {"value": 2}, "x": [NaN]}`)).toMatchObject([
    { value: '1', ignored: 2 },
  ]);
});

test.each<[string, string, object]>([
  [
    'an attribute',
    String.raw`\\AF\Plant\P-1|Flow|Raw`,
    { asset: '\\\\AF\\Plant\\P-1', attribute: 'Flow|Raw', point: null },
  ],
  ['a point', String.raw`\\S1\FI-101`, { asset: '\\\\S1', attribute: 'FI-101', point: 'FI-101' }],
])('the path of %s names the tag', (_, path, tag) => {
  expect(rows(JSON.stringify({ Name: 'x', Path: path, Items: [JSON.parse(`{${ITEM}}`)] }))).toMatchObject([tag]);
});

test("an item's own name does not go with its stream's path", () => {
  expect(rows(`{"Path": "\\\\\\\\AF\\\\D\\\\E|A", "Items": [{"Name": "B", ${ITEM}}]}`)).toMatchObject([
    { asset: null, attribute: null, point: 'B' },
  ]);
});

test('a blank unit is none, and holds before that of the stream', () => {
  expect(
    rows(
      `{"asset": "A", "attribute": "T", "UnitsAbbreviation": "psi", "Items": [{${ITEM}, "UnitsAbbreviation": " "}, {${ITEM}}]}`,
    ),
  ).toMatchObject([{ unit: null }, { unit: 'psi' }]);
});

test.each(['"Errors": [{"FieldName": "Value"}]', '"WebException": {"StatusCode": 502}'])(
  '%s makes an item bad, also where it stands beside the items',
  (errors) => {
    expect(rows(`{${TAG}, "Good": true, ${errors}}`)).toMatchObject([{ good: false }]);
    expect(
      rows(`{"asset": "A", "attribute": "T", "Items": [{${ITEM}, "Good": true, "Errors": []}], ${errors}}`),
    ).toMatchObject([{ good: false }]);
  },
);

test('a digital state is its name, its code and whether it is a system state', () => {
  expect(rows(`{${TAG}, "Value": {"Name": "I\\/O Timeout", "Value": 246, "IsSystem": true}}`)).toMatchObject([
    { value: 'I/O Timeout', state_code: 246, is_system: true },
  ]);
});

test.each<[string, string | Uint8Array]>([
  ['no JSON', '{"asset":'],
  ['null', 'null'],
  ['an object without a key', '{}'],
  ['a text for a flag', '{"good":"true"}'],
  ['a state code with a fraction', '{"state_code":1.5}'],
  ['a state code of more than 32 bits', '{"state_code":2147483648}'],
  ['two codes of one state', `{${TAG}, "state_code": 1, "value": {"Name": "On", "Value": 2}}`],
  ['a key twice', `{${TAG}, "value": 1, "value": 1}`],
  ['two keys for one thing', `{${TAG}, "value": 1, "Value": 2}`],
  ['keys that nobody knows, without a tag', '{"tag": "T", "timestamp": "2026-01-02T03:04:05Z", "value": 1}'],
  ['items beside a value', `{${TAG}, "value": 1, "Items": []}`],
  ['half a character pair, which has no UTF-8', '{"asset":"\\ud800"}'],
  ['bytes that are not UTF-8', Uint8Array.of(0x7b, 0xff, 0x7d)],
  ['no bytes', ''],
  ['a number with a zero before it', `{${TAG}, "value": 01}`],
  ['lists in lists without end', '['.repeat(100_000)],
  ['half a gzip', gzipSync(`{${TAG}}`).subarray(0, -4)],
])('%s is kept as its bytes, with no reading', (_, data) => {
  const { sequenceNumber } = streamRecord('', 7).kinesis;
  expect(rows(data)).toEqual([{ ...NOTHING, shard: SHARD, sequence: sequenceNumber, raw: rawOf(data), ignored: 0 }]);
});

test('of a list, or of lines, what is no reading is kept alone', () => {
  expect(rows(`[{${TAG}}, {"x": 1} ]`).map(({ raw }) => raw)).toEqual([null, rawOf('{"x": 1}')]);
  expect(rows(`{${TAG}}\n{"asset": \r\n`).map(({ raw }) => raw)).toEqual([null, rawOf('{"asset": ')]);
});

test('an item that is no reading is kept with the name of its stream', () => {
  const [row] = rows('{"Path": "p", "Links": {}, "Items": [{"Value": 1}]}');
  expect(row?.raw).toBe(rawOf('{"path":"p","Items":[{"Value": 1}]}'));
});

/** Kinesis' aggregation format, with fields that nobody knows among the others. */
function aggregate(...parts: string[]): Buffer {
  const delimited = (number: number, content: Buffer): Buffer =>
    Buffer.concat([Buffer.of(number * 8 + 2, (content.length % 128) + 128, Math.floor(content.length / 128)), content]);
  const unknown = Buffer.concat([
    Buffer.of(0x78, 0x96, 0x01),
    Buffer.of(0x7d, 1, 2, 3, 4),
    Buffer.of(0x79, 1, 2, 3, 4, 5, 6, 7, 8),
  ]);
  const records = parts.map((part) => delimited(3, Buffer.concat([unknown, delimited(3, Buffer.from(part))])));
  const message = Buffer.concat([delimited(1, Buffer.from('key')), unknown, ...records]);
  return Buffer.concat([Buffer.from('f3899ac2', 'hex'), message, hash('md5', message, 'buffer')]);
}

test('records that were put together are rows each, compressed or not', () => {
  const together = aggregate(`{${TAG}}`, 'poison', `[{${TAG}}, {${TAG}}]`);
  const raws = [null, rawOf('poison'), null, null];
  expect(rows(together).map(({ raw }) => raw)).toEqual(raws);
  expect(rows(gzipSync(together)).map(({ raw }) => raw)).toEqual(raws);
});

test('records that were put together under another digest are kept as their bytes', () => {
  const together = aggregate(`{${TAG}}`);
  together.writeUInt8(together.readUInt8(20) ^ 1, 20);
  expect(rows(together).map(({ raw }) => raw)).toEqual([rawOf(together)]);
});
