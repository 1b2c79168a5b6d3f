import { noteKey } from '../../lib/contract/index.ts';
import { notesOn } from '../../tools/demo/steps/intake.ts';

const version = { versionId: 'v1', etag: 'e', size: 1, landedAt: '2026-11-01T00:00:00.000Z', ordinal: 0 };
const folder = 'site=north/feeder=pi-integrator/view=process/run=first';
const noteOn = (key: string): string => noteKey('refused', new Date('2026-11-01'), { ...version, key });

test('a note is on an object whose key it has, or stands for by its digest', () => {
  const isOurs = notesOn([{ key: `${folder}/a.csv` }, { key: `${folder}/../b.csv` }]);
  expect(noteOn(`${folder}/../b.csv`)).not.toContain('run=first');
  expect([`${folder}/a.csv`, `${folder}/../b.csv`].map(noteOn).map(isOurs)).toEqual([true, true]);
  expect([`${folder}2/a.csv`, `${folder}/../c.csv`].map(noteOn).map(isOurs)).toEqual([false, false]);
});
