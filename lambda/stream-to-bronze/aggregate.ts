import { hash } from 'node:crypto';

/** Kinesis' aggregation format, by which the Kinesis Producer Library puts several records into one: magic, protobuf, MD5. */

const MAGIC = Buffer.from('f3899ac2', 'hex');
const DIGEST_BYTES = 16;

// Numbers of fields in AggregatedRecord and in its Record.
const RECORD = 3;
const DATA = 3;

// Wire types of protobuf.
const VARINT = 0;
const FIXED_64 = 1;
const DELIMITED = 2;
const FIXED_32 = 5;

interface Field {
  readonly number: number;

  /** Empty where the field is a number. */
  readonly content: Uint8Array;
}

/**
 * The records that were put together into `bytes`, or undefined where they are no such record.
 *
 * @throws Error where magic and digest say that they are one, and the message between them is none.
 */
export function aggregatedIn(bytes: Uint8Array): Uint8Array[] | undefined {
  const message = bytes.subarray(MAGIC.length, -DIGEST_BYTES);
  const digest = bytes.subarray(-DIGEST_BYTES);
  if (bytes.length < MAGIC.length + DIGEST_BYTES || !MAGIC.equals(bytes.subarray(0, MAGIC.length))) return undefined;
  if (!hash('md5', message, 'buffer').equals(digest)) return undefined;
  return fieldsOf(message).flatMap(({ number, content }) => (number === RECORD ? [dataOf(content)] : []));
}

function dataOf(record: Uint8Array): Uint8Array {
  const data = fieldsOf(record).findLast(({ number }) => number === DATA);
  if (data === undefined) throw new Error('got a record without data');
  return data.content;
}

function fieldsOf(message: Uint8Array): Field[] {
  const fields: Field[] = [];
  for (let at = 0; at < message.length; ) {
    const key = varintAt(message, at);
    const from = contentAt(message, key.end, key.value % 8);
    if (from.end > message.length) throw new Error(`got a field that ends at ${from.end} of ${message.length} bytes`);
    fields.push({ number: Math.floor(key.value / 8), content: message.subarray(from.start, from.end) });
    at = from.end;
  }
  return fields;
}

function contentAt(message: Uint8Array, at: number, wireType: number): { start: number; end: number } {
  switch (wireType) {
    case VARINT: {
      const { end } = varintAt(message, at);
      return { start: end, end };
    }
    case FIXED_64:
      return { start: at + 8, end: at + 8 };
    case FIXED_32:
      return { start: at + 4, end: at + 4 };
    case DELIMITED: {
      const { value, end } = varintAt(message, at);
      return { start: end, end: end + value };
    }
    default:
      throw new Error(`got the wire type ${wireType}`);
  }
}

function varintAt(message: Uint8Array, at: number): { value: number; end: number } {
  let value = 0;
  for (let index = 0; index < 10; index += 1) {
    const byte = message[at + index];
    if (byte === undefined) break;
    value += (byte & 0x7f) * 2 ** (7 * index);
    if (byte < 0x80) return { value, end: at + index + 1 };
  }
  throw new Error(`got no whole number at ${at} of ${message.length} bytes`);
}
