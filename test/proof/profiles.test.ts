import { type Assembly, type ClassSolver, readAssembly } from '../../packages/iam-proof/index.ts';
import { configurations } from '../../tools/proof/doubt/stacks/configurations.ts';
import { prove } from '../../tools/proof/prove.ts';
import { startSolver } from '../../tools/proof/reference.ts';
import { assemblyFolder } from '../support/synthesis/wanted.ts';
import { type TemplateStatement, twin } from './twins.ts';

const TAG = 'aws:PrincipalTag/kubernetes-namespace';
const GOLD = 'arn:aws:s3:::acme-plant-prod-gold';
const config = configurations().get('prod, profiles that read one dataset of two');

type Edit = (
  list: TemplateStatement,
  read: TemplateStatement,
  listOwn: TemplateStatement,
  own: TemplateStatement,
) => void;

let folder: string;
let solver: ClassSolver;
beforeAll(async () => {
  if (config === undefined) throw new Error('wanted a narrow profile among the configurations of the gate');
  [folder, solver] = await Promise.all([assemblyFolder({ config }), startSolver()]);
});

/** The promises that are broken. */
async function brokenIn(assembly: Assembly): Promise<string[]> {
  const { findings, undecided } = await prove(
    () => assembly,
    solver,
    () => JSON.parse(JSON.stringify(config)),
  );
  return [
    ...findings.map(({ property, message }) => `${property}: ${message}`),
    ...undecided.map(({ where }) => where),
  ];
}

/** Where the four statements by which gold is read are edited. */
function edited(edit: Edit): Promise<string[]> {
  const assembly = twin(folder, (statementsOf) => {
    const [, statements = []] = statementsOf('GoldReaderRole');
    edit(...(statements as Parameters<Edit>));
  });
  return brokenIn(assembly);
}

test('a profile that reads one dataset of two is proven to read no other', async () => {
  expect(await brokenIn(readAssembly(folder))).toEqual([]);
});

test.each<[string, Edit]>([
  ['all of gold is listed in every name', ({ Condition }) => delete Condition?.StringNotEquals],
  ['all of gold is read in every name', (_, { Condition }) => delete Condition?.StringNotEquals],
  ['any prefix is listed', (_, __, { Condition }) => Object.assign(Condition?.StringLike ?? {}, { 's3:prefix': '*' })],
  [
    'a prefix need not be sent',
    (_, __, statement) => {
      const { StringLike, ...rest } = statement.Condition ?? {};
      Object.assign(statement, { Condition: { ...rest, StringLikeIfExists: StringLike } });
    },
  ],
  [
    'another dataset is read',
    (_, __, ___, statement) =>
      Object.assign(statement, { Resource: [`${GOLD}/delta/process_data/*`, ...(statement.Resource as string[])] }),
  ],
])('where %s, it is found', async (_, edit) => {
  expect(await edited(edit)).toContainEqual(expect.stringMatching(/^a profile that names its datasets reads no other/));
});

test.each<[string, Edit]>([
  ['of a statement fewer', (_, __, ___, own) => Object.assign(own, { Effect: 'Deny' })],
  ['of a dataset under another name', (_, __, ___, own) => Object.assign(own, { Resource: `${GOLD}/delta/other/*` })],
  [
    'of a list under another name',
    (_, __, { Condition }) => Object.assign(Condition?.StringLike ?? {}, { 's3:prefix': 'delta/other/*' }),
  ],
  [
    'of a tag that nobody has',
    (_, __, ___, { Condition }) => Object.assign(Condition?.StringEquals ?? {}, { [TAG]: 'other' }),
  ],
])('where its notebooks cannot read it because %s, it is found', async (_, edit) => {
  expect(await edited(edit)).toContainEqual(
    expect.stringMatching(/^an identity that is no plant can do what it is there for: .*is refused$/),
  );
});
