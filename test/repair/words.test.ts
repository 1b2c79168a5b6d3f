import { replayedIn, replayedLines } from '../../tools/repair/words.ts';

const turned = { site: 'north', feeder: 'sender', view: 'reactor', was: 'TAG_UNKNOWN', became: 'good', cells: 1200 };
const told = (more: object): string => ['{"machine":1}', JSON.stringify({ job: 'clean', ...more }), ''].join('\n');

test("what was judged again is the job's last line", () => {
  const replayed = { objects: 2, turned: [turned] };
  expect(replayedIn(told({ outcome: 'cleaned', replayed }))).toEqual(replayed);
});

test('a run without anything to do judged nothing again', () => {
  expect(replayedLines(replayedIn(told({ outcome: 'nothing new' })))).toEqual([
    'Nothing fits: no object holds what is asked for.',
  ]);
});

test('lines say from what to what, and how many', () => {
  expect(replayedLines({ objects: 1, turned: [turned] })).toEqual([
    '1 object judged again.',
    '  north sender reactor: 1,200 TAG_UNKNOWN -> good',
  ]);
});

test('fails on what is no summary of a clean run', () => {
  expect(() => replayedIn('{"job":"gold"}')).toThrow();
});
