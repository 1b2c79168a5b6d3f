import { columnsOf } from '../../tools/report/client/columns.ts';

test('two lines stand on one axis of time, each undefined where only the other has a point', () => {
  const gold: [number, number][] = [
    [0, 1],
    [10, 2],
  ];
  expect(columnsOf({ gold, sent: [[5, 7]] })).toEqual([
    [0, 5, 10],
    [1, undefined, 2],
    [undefined, 7, undefined],
  ]);
});

test('a hole lasts until the line’s own next value, so that nothing is drawn through it', () => {
  const sent: [number, number | null][] = [
    [0, 1],
    [2, null],
    [8, 3],
  ];
  const gold: [number, number][] = [0, 4, 6, 8].map((at) => [at, at]);
  expect(columnsOf({ gold, sent })[2]).toEqual([1, null, null, null, 3]);
});
