import { flowOf, openJoints } from '../../tools/report/flow/flow.ts';
import { layoutOf } from '../../tools/report/flow/layout.ts';
import { type Joint, panelsOf } from '../../tools/report/flow/model.ts';
import { data, GOLD, SITE } from './report-data.ts';
import { STREAM } from './stage-data.ts';

const kept = flowOf(data());
const words = ({ left, leftWords, right, rightWords }: Joint): string => `${left} ${leftWords}, ${right} ${rightWords}`;

describe('a run in which nothing was lost', () => {
  test('has sums at every place, and none is open', () => {
    expect(panelsOf(kept).map(({ joints }) => joints.map(words))).toEqual([
      ['1 files landed, 1 in the ledger'],
      [
        '20 records streamed by east, 20 cells of them',
        '100 cells in the files of east, 100 cells read',
        '100 cells read of east, 100 good, bad, quarantined or duplicates',
      ],
      [
        '420 grid cells of reactor_data, 420 filled or empty',
        '420 grid cells of reactor_data, 420 held against the truth',
      ],
    ]);
    expect(openJoints(data())).toEqual([]);
  });

  test.each(panelsOf(kept).map((panel) => [panel.unit, panel] as const))(
    'sends on every %s that comes in, and no more',
    (_, { left, right, bands }) => {
      const through = (end: 'from' | 'to', wanted: string): number =>
        bands.reduce((sum, band) => sum + (band[end] === wanted ? band.count : 0), 0);
      expect(left.nodes.map(({ id }) => through('from', id))).toEqual(left.nodes.map(({ count }) => count));
      expect(right.nodes.map(({ id }) => through('to', id))).toEqual(right.nodes.map(({ count }) => count));
    },
  );

  test('says where the unit changes, and equates no cells with grid cells', () => {
    expect(kept.filesToCells.figures).toBe('3 of 3 files hold values');
    expect(kept.cellsToGrid.figures).toBe('90 good cells make 420 grid cells');
    expect(kept.cellsToGrid.words).toContain('not equal, and need not be');
  });
});

describe('a sum that does not add up', () => {
  const site = (more: Partial<typeof SITE>): Parameters<typeof data>[0] => ({ sites: { east: { ...SITE, ...more } } });

  test.each([
    [
      'a file that landed and is in no ledger',
      { landed: { objects: 2, bytes: 0, records: 0 } },
      '2 files landed, 1 in',
    ],
    [
      'a streamed record that is in no file',
      { streams: [{ ...STREAM, records: 17 }] },
      '21 records streamed by east, 20',
    ],
    [
      'a stream whose site is in no ledger',
      { streams: [STREAM, { ...STREAM, site: 'west' }] },
      '20 records streamed by west, 0',
    ],
    ['cells that became nothing', site({ silver_good: 88 }), '100 cells read of east, 98'],
    ['cells that came from no file', site({ cells_in: 101, silver_good: 91 }), '100 cells in the files of east, 101'],
    [
      'grid cells neither filled nor empty',
      { gold: [{ ...GOLD, empty: 4 }] },
      '420 grid cells of reactor_data, 419 filled',
    ],
    [
      'grid cells that nobody compared',
      { comparisons: [{ dataset: 'reactor_data', cells: 9, fine: true }] },
      '420 grid cells of reactor_data, 9 held',
    ],
  ])('%s leaves one joint open', (_, more, start) => {
    const open = openJoints(data(more)).map(words);
    expect(open).toHaveLength(1);
    expect(open[0]?.startsWith(start)).toBe(true);
  });

  test('what is missing is drawn as such', () => {
    const { right, bands } = flowOf(data(site({ silver_good: 88 }))).cells;
    expect(right.nodes.at(-1)).toMatchObject({ name: 'MISSING', count: 2 });
    expect(bands.at(-1)).toMatchObject({ from: 'east', to: 'missing', count: 2 });
  });

  test('two sites’ errors do not cancel each other', () => {
    const sites = { east: { ...SITE, silver_good: 88 }, west: { ...SITE, silver_good: 92, by_object: SITE.by_object } };
    expect(openJoints(data({ sites })).map(({ leftWords }) => leftWords)).toContain('cells read of west');
  });
});

test('a batch that the stream gave up is one of its files, and each of its records a cell', () => {
  const given = { ...SITE.by_object[1], key: 'aws/lambda/east/1.json', outcome: 'stranded' };
  const by_object = [...SITE.by_object.slice(0, 1), given, ...SITE.by_object.slice(2)] as typeof SITE.by_object;
  const more = data({ sites: { east: { ...SITE, by_object } } });
  expect(openJoints(more)).toEqual([]);
  expect(flowOf(more).files.bands.map(({ words }) => words)).toContain('east (live): 1 file, given up');
});

describe('the picture', () => {
  test('draws bars in proportion, and the thin ones so that they can be seen', () => {
    const { right } = layoutOf(kept.cells);
    const [good, bad, quarantined] = right.map(({ height }) => height);
    expect(good).toBeGreaterThan(100);
    expect((bad ?? 0) / (good ?? 0)).toBeCloseTo(5 / 90);
    expect(quarantined).toBeGreaterThanOrEqual(2);
  });

  test('keeps bars apart and within its height', () => {
    const { right, height } = layoutOf(kept.cells);
    right.slice(1).forEach((bar, place) => {
      const above = right[place];
      expect(bar.y).toBeGreaterThan((above?.y ?? 0) + (above?.height ?? 0));
    });
    expect((right.at(-1)?.y ?? 0) + (right.at(-1)?.height ?? 0)).toBeLessThanOrEqual(height);
  });

  test('gives a band the same part of its bar at both ends', () => {
    const { left, ribbons } = layoutOf(kept.cells);
    const thickness = ribbons.reduce((sum, { from }) => sum + from.thickness, 0);
    expect(thickness).toBeCloseTo(left[0]?.height ?? 0);
  });

  test('grows where a column has more nodes than room', () => {
    const sites = Object.fromEntries(Array.from({ length: 30 }, (_, place) => [`site-${place}`, SITE]));
    const { left, height } = layoutOf(flowOf(data({ sites })).cells);
    expect(left).toHaveLength(30);
    expect((left.at(-1)?.y ?? 0) + (left.at(-1)?.height ?? 0)).toBeLessThanOrEqual(height);
  });

  test('draws nothing as nothing', () => {
    const empty = flowOf(
      data({ sites: {}, gold: [], comparisons: [], streams: [], landed: { objects: 0, bytes: 0, records: 0 } }),
    );
    expect(layoutOf(empty.files)).toMatchObject({ left: [], right: [], ribbons: [] });
  });
});
