import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../tools/project/paths.ts';
import type { Cite } from '../../tools/written/threats/cite.ts';
import { THREATS } from '../../tools/written/threats/threats.ts';
import { statementsOfEveryOption, templatesOfEveryOption } from './every-option.ts';

type Kind = Cite['kind'];
type CiteOf<K extends Kind> = Extract<Cite, { kind: K }>;

const threats = Object.values(THREATS).flat();
const cites = threats.flatMap(({ prevented, proved, detected }) => [...prevented, ...proved, ...detected]);

function ofKind<K extends Kind>(kind: K): CiteOf<K>[] {
  const found = cites.filter((cite): cite is CiteOf<K> => cite.kind === kind);
  if (found.length === 0) throw new Error(`no threat names a ${kind}`);
  return found;
}

const source = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

test('the threats of the design and ours each stand once', () => {
  const ids = threats.map(({ id }) => Number(id.slice(1))).toSorted((a, b) => a - b);
  expect(ids).toEqual(Array.from({ length: 18 }, (_, index) => index + 1));
});

test('each threat says something on prevention, on proof and on detection', () => {
  const silent = threats.filter(
    ({ prevented, proved, detected }) => ![prevented, proved, detected].every((each) => each.length > 0),
  );
  expect(silent).toEqual([]);
});

test('every statement that is named is in the templates and in the code that is named with it', () => {
  const sids = new Set(statementsOfEveryOption().map(({ Sid = '' }) => Sid.replace(/\d+$/, '')));
  const named = ofKind('statement');
  expect(named.filter(({ sid }) => !sids.has(sid))).toEqual([]);
  expect(named.filter(({ sid, path }) => !source(path).includes(sid))).toEqual([]);
});

test('every alarm that is named is in the templates and tells of the runbook that is named with it', () => {
  const alarms = templatesOfEveryOption().flatMap((template) =>
    Object.values(template.findResources('AWS::CloudWatch::Alarm')).map(({ Properties }) => Properties),
  );
  const unknown = ofKind('alarm').filter(
    ({ name, runbook }) =>
      !alarms.some(
        ({ AlarmName, AlarmDescription }) =>
          new RegExp(`^airlock-prod-${name}(-(north-refinery|east-chemicals))?$`).test(AlarmName) &&
          AlarmDescription.endsWith(`docs/runbooks/${runbook}.md`),
      ),
  );
  expect(unknown).toEqual([]);
});

test('every promise that is named is one that the proof makes where it is named', () => {
  const unknown = ofKind('promise').filter(({ property, path }) => {
    const text = source(path);
    return !text.includes(`'${property}'`) && !text.includes(`"${property}"`);
  });
  expect(unknown).toEqual([]);
});

test('every file of planted mistakes plants some', async () => {
  for (const { path } of ofKind('mistakes')) {
    const exported: Record<string, unknown> = await import(join(ROOT, path));
    const lists = Object.values(exported).filter((each) => Array.isArray(each) && each.length > 0);
    expect([path, lists.length]).toEqual([path, 1]);
  }
});

test('every other file that is named is there', () => {
  expect(ofKind('file').filter(({ path }) => !existsSync(join(ROOT, path)))).toEqual([]);
});
