import { renderReport } from '../../tools/report/render.ts';
import { headline, part, tile } from './page-text.ts';
import { data, GOLD, SITE, trial } from './report-data.ts';
import { ALARMS, RECORDED, RUNS, SENDER, STREAM, TABLE } from './stage-data.ts';

const page = renderReport(data());
const [run] = RUNS;
if (run === undefined) throw new Error('wanted a run');

/** The headline of a run that differs from one in which all was kept. */
const sentence = (more: Parameters<typeof data>[0]): string => headline(renderReport(data(more)));

describe('the headline', () => {
  test('says the promise in figures', () => {
    expect(headline(page)).toContain('all 100 values that came in are accounted for');
    expect(headline(page)).toContain('could read nothing back in 1 attempt');
  });

  test.each([
    [
      'a batch sent twice that changed silver',
      { streams: [{ ...STREAM, resent: { records: 4, silverBefore: 9, silverAfter: 17 } }] },
      'Live data',
    ],
    [
      'a broken record that is nowhere',
      {
        streams: [
          { ...STREAM, poison: { ...STREAM.poison, sent: '{', reason: '', quarantined: 0, othersDelaySeconds: 0 } },
        ],
      },
      'Live data',
    ],
    ['a stream of which nothing was stored', { streams: [{ ...STREAM, objects: 0 }] }, 'Live data'],
    ['an open joint', { landed: { objects: 2, bytes: 0, records: 0 } }, 'Flow'],
    ['a run that failed', { machine: [{ ...run, status: 'FAILED' }] }, 'Runs'],
    ['a run that was given up', { machine: [{ ...run, status: 'TIMED_OUT' }] }, 'Runs'],
  ])('%s turns it, and names the part', (_, more, where) => {
    expect(sentence(more)).toContain(`NOT every promise was kept. What is wrong is marked under ${where} .`);
  });

  test('a run that has not ended shows nothing either way', () => {
    expect(sentence({ machine: [{ ...run, status: 'RUNNING' }] })).toContain('What is missing is marked under Runs');
  });

  test('a finding goes before what could not be shown', () => {
    const more = { trials: [trial({ observed: 'unclear' })], machine: [{ ...run, status: 'FAILED' }] };
    expect(sentence(more)).toContain('marked under Runs .');
  });

  test('a state that failed within a run that got over it does not turn it', () => {
    const states = [{ name: 'Crawl', seconds: 3, outcome: 'failed: crawler is running' }];
    expect(sentence({ machine: [{ ...run, states }] })).toContain('Every promise was kept');
  });
});

describe('what the sender read', () => {
  test('stands beside what PI had, with files, repeats and lag', () => {
    const shown = part(page, 'extraction');
    expect(shown).toContain('3 files of readings sent; 0 files waiting; 30 s behind PI');
    expect(shown).toContain('Readings read for the first time 50 50');
    expect(shown).toContain('Readings told again, with what had changed 10 10');
    expect(shown).toContain('✓ The sender told what PI had; 49 readings are in PI at the end.');
  });

  test('is marked where it is not what PI had', () => {
    const told = { reactor: { files: 3, rows: 59, rows_again: 10 } };
    const facts = data({ senders: [{ ...SENDER, status: { ...SENDER.status, told } }] });
    expect(part(renderReport(facts), 'extraction')).toContain('✗ The sender did NOT tell what PI had');
  });
});

describe('live data', () => {
  test('tells how long a record takes, in seconds', () => {
    expect(tile(page, 'Live data stored within')).toContain('✓ 6.4 s');
    expect(part(page, 'stream')).toContain(
      'half of the records are stored 3.1 s all records are stored 6.4 s all can be read in gold 1 min 14 s',
    );
  });

  test('tells what became of the broken record, and that the batch sent twice is stored once', () => {
    const words = part(page, 'stream');
    expect(words).toContain('The broken record was set aside, not lost: “The row has not the columns it should have”');
    expect(words).toContain('The good records beside it took 1.8 s longer');
    expect(words).toContain('4 records sent twice: silver held 15 readings before and 15 after');
  });

  test('says of what was not tried nothing at all', () => {
    const words = part(
      renderReport(data({ streams: [{ ...STREAM, poison: null, resent: null, toGoldSeconds: null }] })),
      'stream',
    );
    expect(words).not.toMatch(/The broken record (was|is)|sent twice:|read in gold/);
  });
});

describe('flow', () => {
  test('says an open joint in numbers, at its place', () => {
    const words = part(renderReport(data({ sites: { east: { ...SITE, silver_good: 88 } } })), 'flow');
    expect(words).toContain(
      'DOES NOT ADD UP: 100 cells read of east, 98 good, bad, quarantined or duplicates: 2 missing',
    );
    expect(words).toContain('MISSING 2');
  });

  test('gives every band its numbers in words', () => {
    const titles = [...page.matchAll(/<path class="band[^>]*><title>([^<]*)</g)].map(([, words]) => words);
    expect(titles).toContain('east, bad, with a reason: 5 of 100 cells (5.0 %)');
    expect(titles).toContain('reactor_data, left empty: 5 of 420 grid cells (1.2 %)');
  });

  test('is there without JavaScript, as a picture and as tables', () => {
    const withoutScript = page.slice(page.indexOf('<section id="flow"'), page.indexOf('<section id="accounting"'));
    expect(withoutScript.match(/<svg class="flow-picture"/g)).toHaveLength(3);
    expect(withoutScript).not.toContain('<script');
    expect(part(page, 'flow')).toContain('cells read of east 100 good, bad, quarantined or duplicates 100 ✓ yes');
  });
});

test('the catalogue names every table with its place, parts and columns', () => {
  const words = part(page, 'catalogue');
  expect(words).toContain('pi_event Delta · 5 columns · divided by site, event_date');
  expect(words).toContain(TABLE.location);
  expect(words).toContain('site (part) string event_date (part) date tag_id string');
});

test('runs stand on one time axis, each with its end', () => {
  const words = part(page, 'machine');
  expect(words).toContain('✓ done in 1 min 36 s cleaned, built gold; crawls: 4');
  expect(words).toContain('✓ done in 2.4 s nothing new since the last run');
  const bars = [...page.matchAll(/class="state [^"]*" style="left:([\d.]+)%;width:([\d.]+)%" title="Anything new:/g)];
  expect(bars.map(([, left, width]) => [left, width])).toEqual([
    ['0.00', '1.14'],
    ['0.00', '2.28'],
  ]);
});

test('a state that took no time is no bar, unless it failed', () => {
  const instant = { name: 'Is it my turn', seconds: 0 };
  const bars = (outcome: string): number =>
    renderReport(data({ machine: [{ ...run, states: [{ ...instant, outcome }] }] })).split('class="state ').length - 1;
  expect([bars('done'), bars('Glue.ThrottlingException: slow down')]).toEqual([0, 1]);
});

test('partitions are counted where the catalogue lists them', () => {
  const listed = renderReport(data({ catalogue: [{ ...TABLE, format: 'csv', partitions: 3 }] }));
  expect(part(listed, 'catalogue')).toContain('CSV · 5 columns · 3 parts by site, event_date');
});

test('what is recorded stands by kind and name, and is said not to run', () => {
  const words = part(page, 'recorded');
  expect(words).toContain('does not run on this machine');
  for (const { kind, name, summary } of RECORDED) expect(words).toMatch(new RegExp(`${kind} .*${name}.*${summary}`));
});

test('alarms stand beside the faults that they are due to', () => {
  expect(part(page, 'faults')).toContain(`${ALARMS[0]?.name} rang ${ALARMS[0]?.reason}`);
});

test('a run without streams says nothing of live data', () => {
  const sites = {
    east: {
      ...SITE,
      by_object: SITE.by_object.map((file) => ({ ...file, key: `${file.key}`.replace('/stream/', '/') })),
    },
  };
  const landed = { objects: 3, bytes: 0, records: 0 };
  const silent = renderReport(data({ sites, landed, streams: [] }));
  expect(silent).not.toMatch(/<section id="stream"|href="#stream"|Live data stored within/);
  expect(headline(silent)).toContain('Every promise was kept');
});

test('the silences of a view stand with its dataset', () => {
  const silences: [string, string][] = [['2026-01-01T00:10:00Z', '2026-01-01T03:00:00Z']];
  const text = part(renderReport(data({ gold: [{ ...GOLD, silences }] })), 'gold');
  expect(text).toContain('All tags of reactor_data were silent: nothing is held or drawn through it');
  expect(text).toContain('2026-01-01T00:10:00Z 2026-01-01T03:00:00Z');
  expect(part(page, 'gold')).not.toContain('were silent');
});
