import { readMeasured } from '../../tools/measure/measured.ts';
import { figuresOf, sentenceOf } from '../../tools/written/demo-figures.ts';

const run = {
  seconds: 391,
  cpuSeconds: 312.4,
  peakMegabytes: 1840,
  steps: { Deploy: 33 },
  ending: ['All as promised.'],
};
const MEASURED = {
  date: '2026-11-30',
  commit: 'abc',
  machine: { cpu: 'A CPU', cores: 2, memoryGigabytes: 25, system: 'Linux 6.1 x64', load: 0.1 },
  versions: { node: '24.1.0', python: '3.11.7' },
  runs: { first: run, second: { ...run, seconds: 188, peakMegabytes: null } },
  disk: { node_modules: 700, '.venv': 1000 },
};

test('figures are told as people say them, with the machine', () => {
  expect(sentenceOf(MEASURED)).toBe(
    'in 6 min 30 s on 2 cores, all that it installs included, and again in 3 min 10 s; it takes 1.7 GB of disk',
  );
  const said = figuresOf(MEASURED);
  expect(said).toContain('| One more | 3 min 10 s | 5 min 10 s | – |');
  expect(said).toContain('on 2026-11-30: A CPU, 2 cores, 25 GB, Linux 6.1 x64; node 24.1.0, python 3.11.7. What');
  expect(said).not.toContain('busy');
});

test('a machine that had other work is said to have had it', () => {
  const busy = { ...MEASURED, machine: { ...MEASURED.machine, load: 12.3 } };
  expect(figuresOf(busy)).toContain('other programs kept the machine busy meanwhile (load 12 before it began)');
});

test('what was measured can be read, where there is any', () => {
  expect(() => readMeasured()).not.toThrow();
});
