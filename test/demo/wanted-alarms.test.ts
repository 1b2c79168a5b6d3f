import { named } from '../../tools/demo/steps/wanted-alarms.ts';
import { alarm } from '../../tools/report/stage-data.ts';
import { SITE } from '../report/report-data.ts';

const config = { app: 'airlock', environment: 'local' } as const;
const totals = { ...SITE.expected, refused: 2, unreadable: 0 };
const wantedOf = (name: string, counts: Partial<typeof totals> = {}): string | null | undefined => {
  const rang = alarm.parse({ name: `airlock-local-${name}`, state: 'ALARM', reason: '2 > 0' });
  return named([rang], config, { east: { totals: { ...totals, ...counts } } })[0]?.wanted;
};

test.each([
  ['plant-refused', 'the trial sends what a plant may not'],
  ['refused-east', '2 files that must be refused'],
  ['quarantine-east', '2 cells without a usable time'],
])('%s is wanted', (name, why) => {
  expect(wantedOf(name)).toContain(why);
});

test.each(['refused-west', 'intake-dead-letters', 'share-bad'])('%s is not', (name) => {
  expect(wantedOf(name)).toBeNull();
});

test('an alarm on what the plant did not put in is not wanted', () => {
  expect([wantedOf('refused-east', { refused: 0 }), wantedOf('quarantine-east', { quarantined: 0 })]).toEqual([
    null,
    null,
  ]);
});
