import { drawn } from '../../tools/measure/picture/picture.ts';
import { rowsOf } from '../../tools/measure/picture/rows.ts';
import type { Line } from '../../tools/measure/record.ts';

const LINES: Line[] = [
  [0.4, 'Installing the Node packages …'],
  [10, '❯ Check the types (30 s where it was measured)'],
  [40, '› 30 s so far'],
  [41, '✔ Check the types (31.0 s)'],
  [41, '❯ Deploy <all>'],
  [60, '✔ Deploy <all> (19.0 s)'],
  [61, ''],
  [61, 'All as promised.'],
];

test('the end of a step takes the place of its begin', () => {
  expect(rowsOf(LINES)).toEqual([
    { from: 0.4, text: 'Installing the Node packages …' },
    {
      from: 10,
      text: '❯ Check the types (30 s where it was measured)',
      ended: { from: 41, text: '✔ Check the types (31.0 s)' },
    },
    { from: 41, text: '❯ Deploy <all>', ended: { from: 60, text: '✔ Deploy <all> (19.0 s)' } },
    { from: 61, text: 'All as promised.' },
  ]);
});

test('the film lasts as long for any run, and every row comes at its time', () => {
  const delays = [...drawn(LINES).matchAll(/animation-delay:([\d.]+)s[^>]*>(?:<tspan[^>]*>)?(.)/g)];
  expect(delays.map(([, at, sign]) => [Number(at), sign])).toEqual([
    [0.16, 'I'],
    [3.93, '❯'],
    [16.13, '✔'],
    [16.13, '❯'],
    [23.61, '✔'],
    [24, 'A'],
  ]);
});

test('what a program printed is text in the picture, not markup', () => {
  expect(drawn(LINES)).toContain('Deploy &lt;all>');
});

test('who wants no motion sees the end at once', () => {
  expect(drawn(LINES)).toContain('@media(prefers-reduced-motion:reduce){.in,.roll{animation:none}.out{display:none}}');
});

test('of more rows than the window has, the last stand in it at the end', () => {
  const many = Array.from({ length: 30 }, (_, at): Line => [at, `line ${at}`]);
  expect(drawn(many)).toContain('100%{transform:translateY(-76px)}');
});
