import { withoutNote } from '../../lambda/landing-sweep/missing.ts';
import { noteKey } from '../../lib/contract/index.ts';

const one = { key: 'site=a/x.csv', versionId: 'v1' };
const two = { key: 'site=a/x.csv', versionId: 'v2' };

test('a version with no note of either kind is missing', () => {
  const three = { key: 'site=a/x.csv', versionId: 'v3' };
  const notes = [noteKey('received', one.key, one.versionId), noteKey('refused', three.key, three.versionId)];
  expect(withoutNote([one, two, three], notes)).toEqual([two]);
});

test('nothing is missing where each version has its note', () => {
  expect(withoutNote([one], [noteKey('received', one.key, one.versionId)])).toEqual([]);
});
