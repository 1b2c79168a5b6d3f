import { createHash } from 'node:crypto';
import { renderReport } from '../../tools/report/render.ts';
import { headline, part, textOf, tile } from './page-text.ts';
import { data, QUALITY, SITE, TAG, trial } from './report-data.ts';
import { PROOF, STREAM, TABLE } from './stage-data.ts';

const matrix = (page: string): string => part(page, 'airlock');

const page = renderReport(data());

describe('a page on its own', () => {
  test('asks no server for anything: addresses are names of XML namespaces only', () => {
    const addresses = page.match(/(?:https?:)?\/\/[a-z0-9.-]+\.[a-z]{2,}[^"'` )\\]*/gi) ?? [];
    expect(addresses.filter((address) => !/^(https?:)?\/\/www\.w3\.org\//.test(address))).toEqual([]);
    const withoutScript = page.slice(0, page.lastIndexOf('<script>'));
    expect(withoutScript.match(/<(link|img|iframe|object)\b|\ssrc=|@import|url\(/g)).toBeNull();
  });

  test('lets the browser run its own script by its digest and those beside it, and nothing else', () => {
    const script = page.slice(page.lastIndexOf('<script>') + 8, page.lastIndexOf('</script>'));
    const digest = createHash('sha256').update(script).digest('base64');
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1]?.replaceAll('&#39;', "'");
    expect(policy).toContain(`default-src 'none'`);
    expect(policy).toContain(`script-src 'sha256-${digest}' 'self';`);
  });

  test('is small without what a run fills in', () => {
    expect(Buffer.byteLength(page)).toBeLessThan(250_000);
  });

  test('has its parts reader by reader, and a link to each', () => {
    const parts = {
      'plant-manager': ['flow', 'tags', 'trend', 'accounting', 'faults'],
      'security-officer': ['airlock', 'promises', 'evidence'],
      'data-scientist': ['reading', 'columns', 'gold', 'catalogue'],
      operator: ['alarms', 'machine', 'extraction', 'stream'],
      'platform-team': ['limits', 'recorded', 'steps'],
    };
    const order = Object.entries(parts).flatMap(([reader, own]) => [reader, ...own]);
    const found = [...page.matchAll(/<(?:section|article) id="([a-z-]+)"/g)].map(([, id]) => id);
    expect(found).toEqual(['verdict', ...order]);
    expect(order.filter((id) => !page.includes(`<a href="#${id}">`))).toEqual([]);
  });
});

describe('hostile names', () => {
  const hostile = `</script><script>alert("1")</script><img src=x onerror='alert(1)'>`;

  test.each([
    [
      'tag',
      data({
        trends: [{ dataset: hostile, tags: [{ ...TAG, attribute: hostile, points: hostile }] }],
        tags: [{ ...QUALITY, attribute: hostile, unit: hostile, last_value: hostile }],
      }),
    ],
    ['answer', data({ trials: [trial({ answer: hostile, operation: hostile, target: hostile, identity: hostile })] })],
    ['site', data({ sites: { [hostile]: SITE }, faults: { [hostile]: { [hostile]: { faults: 1, cells: 1 } } } })],
    ['run', data({ runPrefix: hostile, versions: { [hostile]: hostile } })],
    [
      'stream',
      data({
        streams: [
          {
            ...STREAM,
            site: hostile,
            stream: hostile,
            poison: { sent: hostile, reason: hostile, quarantined: 1, othersDelaySeconds: 0 },
          },
        ],
      }),
    ],
    [
      'table',
      data({
        catalogue: [{ ...TABLE, table: hostile, location: hostile, columns: [{ name: hostile, type: hostile }] }],
      }),
    ],
    [
      'state',
      data({
        machine: [
          {
            name: hostile,
            input: hostile,
            status: hostile,
            seconds: 1,
            outcome: hostile,
            states: [{ name: hostile, seconds: 1, outcome: hostile }],
          },
        ],
      }),
    ],
    [
      'recorded thing',
      data({ recorded: [{ stack: hostile, logicalId: hostile, kind: hostile, name: hostile, summary: hostile }] }),
    ],
    [
      'alarm',
      data({ alarms: [{ name: hostile, state: hostile, reason: hostile, wanted: hostile, runbook: hostile }] }),
    ],
    [
      'mismatch',
      data({ comparisons: [{ dataset: hostile, cells: 1, fine: false, mismatches: [{ [hostile]: hostile }] }] }),
    ],
  ])('of a %s make no element', (_, hostileData) => {
    const rendered = renderReport(hostileData);
    expect(rendered.match(/<img/g)).toBeNull();
    expect(rendered.match(/<script/g)).toHaveLength(1);
  });
});

describe('verdicts', () => {
  test('all kept', () => {
    expect(headline(page)).toContain('Every promise was kept');
    expect(tile(page, 'Every cell accounted for')).toContain('✓ yes');
    expect(tile(page, 'Gold equals the truth')).toContain('✓ yes');
    expect(tile(page, 'Plant can read back')).toContain('✓ no');
  });

  test('accounts that do not add up are a finding, whatever the ledger claims of itself', () => {
    const rendered = renderReport(data({ sites: { east: { ...SITE, silver_good: 89 } } }));
    expect(headline(rendered)).toContain('NOT every promise was kept');
    expect(tile(rendered, 'Every cell accounted for')).toContain('✗ NO');
    expect(rendered.includes('DOES NOT ADD UP')).toBe(true);
  });

  test('accounts that add up to other numbers than the plant’s are a finding', () => {
    const rendered = renderReport(data({ sites: { east: { ...SITE, silver_good: 89, silver_bad: 6 } } }));
    expect(headline(rendered)).toContain('NOT every promise was kept');
    expect(rendered.includes('NOT as the plant counted')).toBe(true);
  });

  test('in a repeated run what was good before is a duplicate', () => {
    const site = { ...SITE, silver_good: 0, silver_bad: 0, exact_duplicates: 98 };
    expect(headline(renderReport(data({ repeated: true, sites: { east: site } })))).toContain('Every promise was kept');
  });

  test('a repeated run shows the account of all runs, without what a trial put in', () => {
    const run = { ...SITE, silver_good: 0, silver_bad: 0, exact_duplicates: 98 };
    const all = { ...SITE, cells_in: 200, exact_duplicates: 103, objects: { read: 6, refused: 4 } };
    const history = { east: { ...all, reasons: { ...SITE.reasons, F_PROBE: 3, F_EMPTY: 1 } } };
    const rendered = renderReport(data({ repeated: true, sites: { east: run }, history }));
    const tiles = textOf(rendered, '<section id="verdict"', '</section>');
    expect(tiles).toContain('Cells in 200 7 files from 1 site, in this run and those before it');
    expect(tiles).toContain('Good 90 45.0 % of all cells');
    expect(textOf(rendered, '<caption>Cells of east', '</table>')).toContain('Good 90 45.0 % 0 90 –');
  });

  test('a gold cell that differs is a finding', () => {
    const rendered = renderReport(data({ comparisons: [{ dataset: 'd', cells: 420, fine: false, different: 1 }] }));
    expect(headline(rendered)).toContain('NOT every promise was kept');
    expect(tile(rendered, 'Gold equals the truth')).toContain('✗ NO');
  });

  test('a read that passed is a finding', () => {
    const rendered = renderReport(
      data({ trials: [trial(), trial({ operation: 'ListObjectsV2', observed: 'accepted' })] }),
    );
    expect(tile(rendered, 'Plant can read back')).toContain('✗ YES');
    expect(matrix(rendered)).toContain('ACCEPTED');
  });

  test.each(['Decrypt', 'SubscribeToShard', 'UploadPartCopy', 'DescribeStream'])(
    '%s carries something back',
    (operation) => {
      const rendered = renderReport(data({ trials: [trial(), trial({ operation, observed: 'accepted' })] }));
      expect(tile(rendered, 'Plant can read back')).toContain('✗ YES');
    },
  );

  test('reads that were refused stand by verb, with their places and counts', () => {
    const trials = [trial(), trial({ target: 'an object of gold' }), trial({ operation: 'HeadObject' })];
    const rendered = matrix(renderReport(data({ trials })));
    expect(rendered).toContain('3 reads refused, by verb');
    expect(rendered).toContain('s3 GetObject its own object, an object of gold 2');
  });

  test('what only the proof covers stands by name with its reason', () => {
    const answer = 'the local cloud has it not';
    const left = trial({ service: 'kms', operation: 'ReEncrypt', answer, observed: 'not tried' });
    const rendered = matrix(renderReport(data({ trials: [trial(), left] })));
    expect(rendered).toContain('1 verb proved, not tried');
    expect(rendered).toContain('kms ReEncrypt the local cloud has it not');
  });

  test('what the templates prove stands with its figures', () => {
    const rendered = matrix(renderReport(data()));
    expect(rendered).toContain('✓ Proved from the templates that were deployed');
    expect(rendered).toContain('2 promises, 22 identities, 182 questions to the solver in 2.5 s');
  });

  test.each([
    ['refuted', 'NOT every promise was kept', '✗ REFUTED'],
    ['undecided', 'Not everything could be shown', '? Not decided'],
  ] as const)('a proof that ends %s is no promise kept, and says why', (verdict, sentence, said) => {
    const rendered = renderReport(data({ proof: { ...PROOF, verdict, against: ['sender: reads gold'] } }));
    expect(headline(rendered)).toContain(sentence);
    expect(matrix(rendered)).toContain(said);
    expect(matrix(rendered)).toContain('sender: reads gold');
  });

  test('a delete that passed is a finding though nothing can be read back', () => {
    const rendered = renderReport(
      data({ trials: [trial(), trial({ operation: 'DeleteObject', observed: 'accepted' })] }),
    );
    expect(headline(rendered)).toContain('NOT every promise was kept');
    expect(tile(rendered, 'Plant can read back')).toContain('✗ no');
  });

  test('an unclear answer is never shown as refused', () => {
    const rendered = renderReport(data({ trials: [trial({ observed: 'unclear', answer: 'NotFound' })] }));
    expect(matrix(rendered)).toContain('? unclear NotFound');
    expect(matrix(rendered)).not.toMatch(/[✓✗] ?refused|refused NotFound/);
    expect(tile(rendered, 'Plant can read back')).toContain('? not shown');
    expect(headline(rendered)).toContain('Not everything could be shown');
  });

  test('a refusal that its owner gets, too, proves nothing', () => {
    const rendered = renderReport(data({ trials: [trial({ owner: 'unclear' })] }));
    expect(matrix(rendered)).toContain('? refused, proves nothing AccessDenied: no owner could: NO');
    expect(tile(rendered, 'Plant can read back')).toContain('? not shown');
  });

  test('nothing tried shows nothing', () => {
    expect(tile(renderReport(data({ trials: [] })), 'Plant can read back')).toContain('? not shown');
  });

  test('a lost object that the sweep did not find is a finding', () => {
    expect(headline(renderReport(data({ sweep: { dropped: 2, found: 1 } })))).toContain('NOT every promise was kept');
  });

  test('a deployed resource that differs is a finding and stands by name', () => {
    const rendered = renderReport(data({ deployed: { resources: 7, checked: 7, different: ['Landing: Versioning'] } }));
    expect(headline(rendered)).toContain('NOT every promise was kept');
    expect(rendered.includes('<li>Landing: Versioning</li>')).toBe(true);
  });
});
