import { createHash } from 'node:crypto';
import { renderReport } from '../../tools/report/render.ts';
import { headline, part, textOf, tile } from './page-text.ts';
import { data, GOLD, SITE, trial } from './report-data.ts';
import { ALARMS, PROOF, RECORDED, RUNS, SENDER, STREAM, TABLE } from './stage-data.ts';

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
    const withoutScript = page.slice(page.indexOf('<section id="flow"'), page.indexOf('<section id="tags"'));
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

describe('a share of cells that are not good', () => {
  const note = (rendered: string, name: string): string => textOf(rendered, `${name}</p>`, '</div>');

  test('is named as planted where the plant counts the same', () => {
    expect(note(page, 'Exact duplicates')).toContain('3.0 % of all cells, planted by the demo');
    expect(note(page, 'Bad, with a reason')).toContain('planted by the demo or in its source');
    expect(note(page, 'Good')).not.toContain('planted');
  });

  test('is named as nothing where it does not', () => {
    const other = { east: { ...SITE, silver_good: 89, exact_duplicates: 4 } };
    expect(note(renderReport(data({ sites: other })), 'Exact duplicates')).not.toContain('planted');
  });
});

describe('alarms', () => {
  const words = part(page, 'alarms');

  test('that ring come first, with what they mean, when they ring, since when, and whether the run wanted it', () => {
    expect(words).toContain(
      'airlock-local-refused-objects rings since 2026-11-22 19:00:00 UTC; set off on purpose: an empty file was put on purpose A file was refused. Rings when the sum of RefusedObjects is above 0 within 1 h.',
    );
    expect(words).toContain('What to do docs/runbooks/refused-objects.md What happened. An object landed');
    expect(words.indexOf('refused-objects')).toBeLessThan(words.indexOf('1 alarm that does not ring'));
  });

  test('that the run did not set off on purpose say so', () => {
    const [first] = ALARMS;
    const unwanted = renderReport(
      data({ alarms: [{ name: 'a', state: 'ALARM', reason: '', ...first, wanted: null }] }),
    );
    expect(part(unwanted, 'alarms')).toContain('; NOT set off on purpose');
  });
});

test('promises stand by their words, with how often each was asked', () => {
  const words = part(page, 'promises');
  expect(words).toContain('a plant reads nothing ✓ proven 20');
  expect(words).toContain('kinesis:DescribeStream its stream its settings');
  expect(words).toContain('the boundary of 2 identities takes nothing away');
});

test('a promise that is broken does not stand as proven', () => {
  const proof = { ...PROOF, verdict: 'refuted' as const, against: ['sender: a plant reads nothing: GetObject'] };
  const words = part(renderReport(data({ proof })), 'promises');
  expect(words).toContain('a plant reads nothing ✗ NOT proven 20');
  expect(words).toContain('a plant deletes nothing ✓ proven 17');
});

describe('evidence', () => {
  test('names the file beside the page by its digest, the commit and the templates', () => {
    const facts = data();
    const digest = createHash('sha256').update(JSON.stringify(facts)).digest('hex');
    const words = part(renderReport(facts), 'evidence');
    expect(words).toContain(`report.json Its sha256 ${digest}`);
    expect(words).toContain('Commit c0ffee , with nothing changed');
    expect(words).toContain('airlock-local-ingestion abc123');
  });

  test('says so where the commit is not what ran', () => {
    const words = (commit: string | null): string =>
      part(renderReport(data({ evidence: { commit, clean: false, templates: [] } })), 'evidence');
    expect(words('c0ffee')).toContain('with changes that are in no commit');
    expect(words(null)).toContain('no checkout of git');
  });
});

test('columns stand with their unit, and with the trends of their tags', () => {
  expect(part(page, 'columns')).toContain('pressure reactor_data kPa number Pressure [kPa] Unit 1');
  expect(page).toContain('<a href="#trend/reactor_data-0">Unit 1</a>');
});

describe('a request in words', () => {
  const why = (...trials: Parameters<typeof trial>[0][]): string =>
    part(
      renderReport(data({ trials: [trial(), ...trials.map((each) => trial({ target: 'its own prefix', ...each }))] })),
      'airlock',
    );
  const accepted = { wanted: 'accepted', observed: 'accepted' } as const;

  test('says which condition tells the refused form from the accepted one', () => {
    const words = why(
      { ...accepted, operation: 'PutObject (upload_file)', identity: 'pi-integrator of west' },
      { operation: 'PutObject (upload_file)' },
    );
    expect(words).toContain(
      'boto3’s upload sends no If-None-Match, so that it could overwrite: refused for that alone',
    );
    expect(words).toContain('not its case: it sends no If-None-Match');
    expect(words).toContain('not its case: it may, since every version is kept');
  });

  test('of a place that is not its own says so', () => {
    expect(why({ operation: 'PutObject', target: 'gold' })).toContain('“gold” is not its own place');
  });
});

test('what the terminal prints of a run stands in the page', () => {
  const stacks = { 'airlock-local-ingestion': { resources: 56, checked: 56 } };
  const whole = renderReport(data({ deployed: { resources: 56, checked: 56, different: [], stacks } }));
  expect(part(whole, 'limits')).toContain('airlock-local-ingestion 56 56 0');
  expect(part(whole, 'limits')).toContain('AWS::S3::Bucket Lifecycle no effect s/ Gold1');
  expect(part(whole, 'reading')).toContain('140 rows x 8 columns');
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
  const text = part(renderReport(data({ gold: [{ ...GOLD, silences }] })), 'reading');
  expect(text).toContain('All tags of reactor_data were silent: nothing is held or drawn through it');
  expect(text).toContain('2026-01-01T00:10:00Z 2026-01-01T03:00:00Z');
  expect(part(page, 'reading')).not.toContain('were silent');
});
