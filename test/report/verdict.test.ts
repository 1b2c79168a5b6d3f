import { renderReport } from '../../tools/report/render.ts';
import { exitCodeOf, findingLines, judge, verdictOf } from '../../tools/report/verdict/judge.ts';
import { headline, textOf } from './page-text.ts';
import { data, GOLD, SITE, trial } from './report-data.ts';
import { POISON, PROOF, RUNS, SENDER, STREAM } from './stage-data.ts';

type More = Parameters<typeof data>[0];
type Site = typeof SITE;

const [busy, idle] = RUNS;
if (busy === undefined || idle === undefined) throw new Error('wanted two runs');
const site = (more: Partial<Site>): More => ({ sites: { east: { ...SITE, ...more } } });
const poison = (more: Partial<typeof POISON>): More => ({ streams: [{ ...STREAM, poison: { ...POISON, ...more } }] });
const status = (more: Partial<typeof SENDER.status>): More => ({
  senders: [{ ...SENDER, status: { ...SENDER.status, ...more } }],
});
const told = (rows: number, again: number): More =>
  status({ told: { reactor: { files: 3, rows, rows_again: again } } });
const unclosed = SITE.by_object.map((each, place) => (place === 0 ? { ...each, closes: false } : each));
const expected = (more: Partial<Site['expected']>): More => site({ expected: { ...SITE.expected, ...more } });
const rang = (wanted: string | null): More => ({
  alarms: [{ name: 'pipeline-failed', state: 'ALARM', reason: 'one failed', wanted }],
});
/** A request of each kind as promised, and another beside them. */
const tried = (...more: Parameters<typeof trial>): More => ({
  trials: [trial(), trial({ operation: 'PutObject', wanted: 'accepted', observed: 'accepted' }), trial(...more)],
});

/** Each fact of a run that can turn it, alone: what it is, the run, and the part of the page that has it. */
const BROKEN: readonly (readonly [string, More, string])[] = [
  ['a refuted proof', { proof: { ...PROOF, verdict: 'refuted', against: ['sender: reads gold'] } }, 'airlock'],
  ['a refuted proof that says nothing more', { proof: { ...PROOF, verdict: 'refuted' } }, 'airlock'],
  ['a deployed resource that differs', { deployed: { resources: 7, checked: 7, different: ['Landing'] } }, 'limits'],
  ['a lost event that the sweep did not find', { sweep: { dropped: 1, found: 0 } }, 'accounting'],
  ['an event too many that the sweep found', { sweep: { dropped: 1, found: 2 } }, 'accounting'],
  ['a ledger that says of itself that it is open', site({ closes: false }), 'accounting'],
  ['an object whose account is open', site({ by_object: unclosed }), 'accounting'],
  ['cells that became nothing', site({ silver_good: 88 }), 'accounting'],
  ['other counts than the plant’s', site({ silver_good: 89, silver_bad: 6 }), 'accounting'],
  ['a refused file that the plant did not count', site({ objects: { read: 3, refused: 1 } }), 'accounting'],
  ['a refused file that the plant counted alone', expected({ refused: 1 }), 'accounting'],
  ['an unreadable file that the plant counted alone', expected({ unreadable: 1 }), 'accounting'],
  ['a repetition with other sums', { ...expected({ good: 91 }), repeated: true }, 'accounting'],
  ['cells of earlier runs that became nothing', { history: { east: { ...SITE, silver_good: 88 } } }, 'accounting'],
  ['an alarm that the run did not mean to set off', rang(null), 'alarms'],
  ['a reading that the sender did not read', told(59, 10), 'extraction'],
  ['a reading that it told once too often', told(61, 11), 'extraction'],
  ['a change that it did not tell', told(59, 9), 'extraction'],
  ['a file of it that has not landed', status({ spool: { objects: 1, bytes: 9 } }), 'extraction'],
  ['a window that it has not read again', status({ to_read_again: 1 }), 'extraction'],
  ['an error of it', status({ last_error: 'AccessDenied' }), 'extraction'],
  ['a file that landed and is in no ledger', { landed: { objects: 2, bytes: 0, records: 20 } }, 'flow'],
  ['a streamed record that is in no file', { streams: [{ ...STREAM, records: 17 }] }, 'flow'],
  ['grid cells neither filled nor empty', { gold: [{ ...GOLD, empty: 4 }] }, 'flow'],
  ['a broken record that is nowhere', poison({ quarantined: 0, reason: '' }), 'stream'],
  ['a broken record that stands twice in quarantine', poison({ quarantined: 2 }), 'stream'],
  ['a broken record without a reason', poison({ reason: '' }), 'stream'],
  [
    'a batch sent twice that changed silver',
    { streams: [{ ...STREAM, resent: { records: 4, silverBefore: 9, silverAfter: 17 } }] },
    'stream',
  ],
  ['a stream of which nothing was stored', { streams: [{ ...STREAM, objects: 0 }] }, 'stream'],
  ['a machine that works with nothing new', { machine: [busy, { ...busy, nothingNew: true }] }, 'machine'],
  ['a run that failed', { machine: [{ ...busy, status: 'FAILED' }, idle] }, 'machine'],
  ['a run that was given up', { machine: [busy, { ...idle, status: 'TIMED_OUT' }] }, 'machine'],
  ['a read that passed', tried({ observed: 'accepted' }), 'airlock'],
  ['a read that passed though its owner cannot', tried({ observed: 'accepted', owner: 'unclear' }), 'airlock'],
  ['a forbidden write that passed', tried({ operation: 'DeleteObject', observed: 'accepted' }), 'airlock'],
  ['an intended write that was refused', tried({ operation: 'PutObject', wanted: 'accepted' }), 'airlock'],
  ['gold that differs from the truth', { comparisons: [{ dataset: 'reactor_data', cells: 420, fine: false }] }, 'gold'],
  ['gold of which no cell was compared', { comparisons: [{ dataset: 'other', cells: 0, fine: true }] }, 'gold'],
];

const UNPROVEN: readonly (readonly [string, More, string])[] = [
  ['an undecided proof', { proof: { ...PROOF, verdict: 'undecided', against: ['a policy: cannot tell'] } }, 'airlock'],
  ['nothing tried', { trials: [] }, 'airlock'],
  ['no read tried', { trials: [trial({ operation: 'DeleteObject' })] }, 'airlock'],
  ['only what was not tried', { trials: [trial({ observed: 'not tried' })] }, 'airlock'],
  ['an unclear answer to a read', tried({ observed: 'unclear' }), 'airlock'],
  ['an unclear answer to a write', tried({ operation: 'DeleteObject', observed: 'unclear' }), 'airlock'],
  ['a refusal that its owner gets too', tried({ owner: 'refused' }), 'airlock'],
  ['an intended write that got no answer', tried({ wanted: 'accepted', observed: 'unclear' }), 'airlock'],
  [
    'a deployed resource of which nobody could tell',
    { deployed: { resources: 7, checked: 6, different: [], undecided: ['cannot tell: Landing'] } },
    'limits',
  ],
  ['no event lost on purpose', { sweep: { dropped: 0, found: 0 } }, 'accounting'],
  ['a run that has not ended', { machine: [busy, { ...idle, status: 'RUNNING' }] }, 'machine'],
  ['gold that was compared with nothing', { comparisons: [] }, 'gold'],
  ['no site', { sites: {}, streams: [], landed: { objects: 0, bytes: 0, records: 0 } }, 'accounting'],
];

test('a run in which all was kept has no finding and ends with 0', () => {
  const judged = judge(data());
  expect([verdictOf(judged), exitCodeOf(judged), findingLines(judged)]).toEqual(['kept', 0, []]);
  expect(headline(renderReport(data()))).toContain('Every promise was kept');
});

describe.each([
  ['breaks', BROKEN, 'broken', 1, 'NOT every promise was kept'],
  ['leaves unproven', UNPROVEN, 'unproven', 2, 'Not everything could be shown'],
] as const)('alone %s the run', (_, cases, standing, exitCode, sentence) => {
  test.each(cases)('%s', (__, more, part) => {
    const facts = data(more);
    const judged = judge(facts);
    expect([verdictOf(judged), exitCodeOf(judged)]).toEqual([standing, exitCode]);
    expect(judged.filter((each) => each.standing === standing).map((each) => each.part)).toContain(part);
    expect(headline(renderReport(facts))).toContain(sentence);
  });

  test.each(cases)('%s, and the page says it in the lines that the demo prints', (__, more) => {
    const facts = data(more);
    const page = renderReport(facts);
    const lines = findingLines(judge(facts));
    expect(lines.length).toBeGreaterThan(0);
    expect([...page.matchAll(/<details class="findings" open>.*?<\/details>/gs)].join().match(/<li>/g)).toHaveLength(
      lines.length,
    );
    for (const line of lines) expect(textOf(page, 'class="findings"', '</details>')).toContain(line);
  });
});

test('what breaks a promise goes before what leaves one unproven', () => {
  const judged = judge(data({ ...tried({ observed: 'unclear' }), sweep: { dropped: 1, found: 0 } }));
  expect(exitCodeOf(judged)).toBe(1);
  expect(findingLines(judged).map((line) => line.startsWith('not shown: '))).toEqual([false, true]);
});

test('a refused write is no read, so that the plant’s reads still stand as refused', () => {
  const facts = data(tried({ operation: 'PutObject', wanted: 'accepted' }));
  expect(findingLines(judge(facts))).toEqual([
    'Airlock: sender of east: s3 PutObject on its own object: refused, wanted accepted; its owner: accepted (AccessDenied: no)',
  ]);
});
