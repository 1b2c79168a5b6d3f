import { type ClassSolver, readAssembly } from '../../packages/iam-proof/index.ts';
import { placesOf } from '../../tools/proof/promise/places.ts';
import { plantSettingFindings } from '../../tools/proof/properties/looked-up/plant-settings.ts';
import { prove } from '../../tools/proof/prove.ts';
import { startSolver } from '../../tools/proof/reference.ts';
import { inRegion } from '../support/configurations.ts';
import { assemblyFolder } from '../support/synthesis/wanted.ts';

let solver: ClassSolver;
beforeAll(async () => {
  solver = await startSolver();
});

const context = { '@aws-cdk/core:bootstrapQualifier': 'acmeplat' };

test.each(['us-east-1', 'us-gov-west-1', 'cn-north-1'])(
  'in %s, by a bootstrap of another name, the promise is proven',
  async (region) => {
    const folder = await assemblyFolder({ config: inRegion(region), context });
    const { verdict, findings, undecided } = await prove(() => readAssembly(folder), solver);
    expect([verdict, findings, undecided]).toEqual(['proven', [], []]);
  },
);

test('a Deny that names the plants in another partition is found: it reaches nobody', async () => {
  const folder = await assemblyFolder({ config: inRegion('us-gov-west-1'), context });
  const assembly = readAssembly(folder);
  const text = JSON.stringify(assembly.stacks);
  const stacks = JSON.parse(
    text.replaceAll(
      /arn:aws-us-gov:iam::\d{12}:(role|user)\/airlock\/airlock\/local\/plant\//g,
      'arn:aws:iam::000000000000:$1/airlock/airlock/local/plant/',
    ),
  );
  const { verdict } = await prove(() => ({ ...assembly, stacks }), solver);
  expect(verdict).toBe('refuted');
});

const boundary = 'arn:aws:iam::000000000000:policy/acme-developer-boundary';

test("with an organization's boundary the promise is proven, and what is assumed of it is told", async () => {
  const folder = await assemblyFolder({ config: { ...inRegion('us-east-1'), permissionsBoundary: boundary } });
  const { verdict, findings, undecided, assumed } = await prove(() => readAssembly(folder), solver);
  expect([verdict, findings, undecided]).toEqual(['proven', [], []]);
  expect(assumed).toEqual([
    expect.stringMatching(/^no configuration was compared/),
    expect.stringMatching(/^the boundary .*acme-developer-boundary of \d+ identities takes nothing away$/),
  ]);
});

test("an organization's boundary in place of the plants' own is refuted", async () => {
  const assembly = readAssembly(await assemblyFolder({ config: inRegion('us-east-1') }));
  const text = JSON.stringify(assembly.stacks);
  const own = /"PermissionsBoundary":\{"Ref":"[a-z]*Boundary[^"]*"\}/g;
  const stacks = JSON.parse(text.replaceAll(own, `"PermissionsBoundary":"${boundary}"`));
  const messages = plantSettingFindings(placesOf({ ...assembly, stacks })).map(({ message }) => message);
  expect(messages).toContain(`its permissions boundary, ${boundary}, is none of this app's`);
});
