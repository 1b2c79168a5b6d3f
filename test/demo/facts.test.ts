import { sitesOf } from '../../tools/demo/steps/accounting.ts';
import { streamRunOf } from '../../tools/demo/stream/stream-run.ts';
import { reportData } from '../../tools/report/data.ts';
import { accountsAgainst } from '../../tools/report/verdict/accounts.ts';
import { standingOf } from '../../tools/report/verdict/finding.ts';
import { streamsAgainst } from '../../tools/report/verdict/pipeline.ts';
import { data } from '../report/report-data.ts';

const { sites } = data();
const { east } = sites;
if (east === undefined) throw new Error('wanted a site');

const linesOf = (accounts: Parameters<typeof sitesOf>[0], expected: Parameters<typeof sitesOf>[1]): string[] =>
  accountsAgainst({ sites: sitesOf(accounts, expected), repeated: false, history: {} }).map(({ line }) => line);

test('a site that the ledger does not know counts nothing there, which is a finding', () => {
  expect(linesOf({}, { east: east.expected })).toContain('east: cells in: got 0, wanted 100');
});

test('a site that the plant does not know was to send nothing, which is a finding', () => {
  expect(linesOf({ east }, {})).toContain('east: cells in: got 100, wanted 0');
});

test('a site that both know alike is none', () => {
  expect(linesOf({ east }, { east: east.expected })).toEqual([]);
});

describe('the record broken on purpose', () => {
  const base64 = (text: string): string => Buffer.from(text).toString('base64');
  const broken = { raw: '{"Tag": ', reason: 'ROW_MALFORMED', object: 'a.parquet' };
  const feed = {
    ...{ site: 'east', stream: 's', objects: ['a.parquet'], startedAt: new Date(0), putSeconds: 1 },
    records: [
      { partitionKey: 'p', data: base64('{"Tag": "a"}'), batch: 0 },
      { partitionKey: 'p', data: base64(broken.raw), batch: 1 },
    ],
    toBronzeSeconds: new Map([
      [0, 1],
      [1, 3],
    ]),
  };
  const runOf = (quarantined: (typeof broken)[]) =>
    streamRunOf({
      once: feed,
      again: { ...feed, records: [] },
      toGoldSeconds: null,
      afterOnce: { silver: 1, quarantined },
      afterAgain: { silver: 1, quarantined },
    });

  test.each([
    ['once, with its bytes, is as promised', [broken], 'kept'],
    ['nowhere is a finding', [], 'broken'],
    ['twice in quarantine is a finding', [broken, broken], 'broken'],
    ['in quarantine with other bytes is a finding', [{ ...broken, raw: '{' }], 'broken'],
    ['in quarantine of an object that does not hold it is a finding', [{ ...broken, object: 'b' }], 'broken'],
  ])('%s', (_, quarantined, standing) => {
    expect(standingOf(streamsAgainst({ streams: [runOf(quarantined)] }))).toBe(standing);
  });

  test('delays the others by as much as its request took longer', () => {
    expect(runOf([broken]).poison?.othersDelaySeconds).toBe(2);
  });
});

test('the facts of a run come back from the file beside the page as they were', () => {
  const facts = data();
  expect(reportData.parse(JSON.parse(JSON.stringify(facts)))).toEqual(facts);
});
