import { costOf, PRICES } from '../../tools/cost/prices.ts';
import { callCost } from '../../tools/cost/rules/functions.ts';
import { runCost } from '../../tools/cost/rules/glue.ts';
import { payloadUnits } from '../../tools/cost/rules/streams-and-queues.ts';
import { trailCost } from '../../tools/cost/rules/watching.ts';

// Examples that AWS works out on its own pages of prices.

test('https://aws.amazon.com/glue/pricing/: 6 DPUs for 15 minutes are $0.66, 5 for 24 minutes $0.88', () => {
  expect(runCost(6, 15 * 60)).toBeCloseTo(0.66, 10);
  expect(runCost(5, 24 * 60)).toBeCloseTo(0.88, 10);
});

test('https://aws.amazon.com/cloudtrail/pricing/: 2 million data events are $2', () => {
  expect(trailCost(2_000_000)).toBeCloseTo(2, 10);
});

test('https://aws.amazon.com/lambda/pricing/: beyond the free tier 2 million requests and 1,100,000 GB-seconds are $18.74', () => {
  const [requests, gbSeconds, memoryMb] = [2_000_000, 1_100_000, 512];
  const seconds = gbSeconds / requests / (memoryMb / 1024);
  // The page rounds the price of a GB-second to $0.00001667.
  expect(callCost(requests, seconds, memoryMb, false)).toBeCloseTo(18.74, 1);
});

test('https://aws.amazon.com/kinesis/pricing/: 100 records a second of 35 KB by four shards are $1.68 a day', () => {
  const units = payloadUnits(100 * 86_400, 35);
  expect(units).toBe(17_280_000);
  expect(costOf(4 * 24, PRICES.kinesisShardHour) + costOf(units, PRICES.kinesisPutUnit)).toBeCloseTo(1.68, 2);
});

test.each([
  [5, 1],
  [45, 2],
  [1000, 40],
])('https://aws.amazon.com/kinesis/pricing/: a record of %d KB is %d payload units', (kilobytes, units) => {
  expect(payloadUnits(1, kilobytes)).toBe(units);
});
