import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../tools/project/paths.ts';
import { type Cite, citesOfThreats } from './cites.ts';
import { statementsOfEveryOption, templatesOfEveryOption } from './every-option.ts';

const page = readFileSync(join(ROOT, 'docs/threats.md'), 'utf8');
const threats = [...page.matchAll(/^### (T\d+)\. /gm)].map(([, id = '']) => id);
const cites = citesOfThreats();

function ofKind(kind: Cite['kind']): Cite[] {
  const found = cites.filter((cite) => cite.kind === kind);
  if (found.length === 0) throw new Error(`no threat names a ${kind}`);
  return found;
}

const source = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

test('the threats of the design and ours each stand once', () => {
  const ids = threats.map((id) => Number(id.slice(1))).toSorted((a, b) => a - b);
  expect(ids).toEqual(Array.from({ length: 19 }, (_, index) => index + 1));
});

test.each(threats)('%s says something on prevention, on proof and on detection', (id) => {
  const aspects = cites.filter(({ threat }) => threat === id).map(({ aspect }) => aspect);
  expect([...new Set(aspects)]).toEqual(['Prevented by', 'Proved by', 'Detected by']);
});

test('every statement that is named is in the templates and in the code that is named with it', () => {
  const sids = new Set(statementsOfEveryOption().map(({ Sid = '' }) => Sid.replace(/\d+$/, '')));
  const named = ofKind('statement');
  expect(named.filter(({ name }) => !sids.has(name))).toEqual([]);
  expect(named.filter(({ name, path }) => !source(path).includes(name))).toEqual([]);
});

test('every alarm that is named is in the templates and tells of the runbook that is named with it', () => {
  const alarms = templatesOfEveryOption().flatMap((template) =>
    Object.values(template.findResources('AWS::CloudWatch::Alarm')).map(({ Properties }) => Properties),
  );
  const unknown = ofKind('alarm').filter(
    ({ name, path }) =>
      !alarms.some(
        ({ AlarmName, AlarmDescription }) =>
          new RegExp(`^airlock-prod-${name}(-(north-refinery|east-chemicals))?$`).test(AlarmName) &&
          AlarmDescription.endsWith(path),
      ),
  );
  expect(unknown).toEqual([]);
});

test('every promise that is named is one that the proof makes where it is named', () => {
  const unknown = ofKind('promise').filter(({ name, path }) => {
    const text = source(path);
    return !text.includes(`'${name}'`) && !text.includes(`"${name}"`);
  });
  expect(unknown).toEqual([]);
});

test('every other file that is named is there', () => {
  expect(ofKind('file').filter(({ path }) => !existsSync(join(ROOT, path)))).toEqual([]);
});
