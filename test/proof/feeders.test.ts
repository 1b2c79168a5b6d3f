import { type ClassSolver, isObject } from '../../packages/iam-proof/index.ts';
import { checkWith } from '../../tools/proof/doubt/check.ts';
import { spotsOf } from '../../tools/proof/doubt/spots.ts';
import { startSolver } from '../../tools/proof/reference.ts';
import { assemble } from './assemblies.ts';

let solver: ClassSolver;
beforeAll(async () => {
  solver = await startSolver();
});

const POLICIES = {
  'pi-integrator': /^eastchemicalsPiIntegratorWriteOnly\w+\/Properties\/PolicyDocument\/Statement$/,
  sender: /^eastchemicalsSenderRole\w+\/Properties\/Policies\/0\/PolicyDocument\/Statement$/,
} as const;

test.each([
  ['the sender', 'pi-integrator'],
  ['PI Integrator', 'sender'],
] as const)("beside %s, which streams, its site's %s is proven to put no record", async (streams, silent) => {
  const assembly = await assemble(`prod, both feeders at a site, of which ${streams} streams`);
  const check = checkWith(solver);
  expect(await check(assembly)).toBeUndefined();
  const spots = spotsOf(assembly);
  const stream = spots.find(({ type, path, value }) => path.length === 2 && type === 'AWS::Kinesis::Stream' && value);
  const properties = isObject(stream?.value) && isObject(stream.value.Properties) ? stream.value.Properties : {};
  const policy = spots.find(({ path }) => POLICIES[silent].test(path.slice(1).join('/')))?.value;
  if (!Array.isArray(policy)) throw new Error(`no policy of the ${silent}`);
  const Resource = `arn:aws:kinesis:${assembly.region}:${assembly.account}:stream/${properties.Name}`;
  policy.push({ Effect: 'Allow', Action: ['kinesis:PutRecord', 'kinesis:PutRecords'], Resource });
  expect(await check(assembly)).toMatch(/^a plant does nothing but put .*kinesis:PutRecord/);
});
