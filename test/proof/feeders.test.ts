import type { SmtSolver } from '../../packages/iam-proof/index.ts';
import { checkWith } from '../../tools/proof/doubt/check.ts';
import { find, sender } from '../../tools/proof/doubt/edit/find.ts';
import { streamArn, textOf } from '../../tools/proof/doubt/edit/given.ts';
import { rights } from '../../tools/proof/doubt/edit/rights.ts';
import { type Outcome, runMutants } from '../../tools/proof/doubt/run.ts';
import { startSolver } from '../../tools/proof/reference.ts';
import { assemble } from './assemblies.ts';

let solver: SmtSolver;
beforeAll(async () => {
  solver = await startSolver();
});
afterAll(() => solver.stop());

const PROFILES = {
  'pi-integrator': { kind: 'AWS::IAM::User', name: 'UserName' },
  sender: { kind: 'AWS::IAM::Role', name: 'RoleName' },
} as const;

test.each([
  ['the sender', 'pi-integrator'],
  ['PI Integrator', 'sender'],
] as const)("beside %s, which streams, its site's %s is proven to put no record", async (streams, silent) => {
  const assembly = await assemble(`prod, both feeders at a site, of which ${streams} streams`);
  const [, site] = /-sender-(.+)$/.exec(textOf(sender, 'RoleName')(assembly)) ?? [];
  const { kind, name } = PROFILES[silent];
  const beside = find(kind, `the ${silent} of ${site}`, ({ properties }) =>
    String(properties[name]).endsWith(`-${silent}-${site}`),
  );
  const puts = ['kinesis:PutRecord', 'kinesis:PutRecords'];
  const mistake = rights('identity', `a ${silent}`, beside)('puts into the stream of its site', puts, streamArn);
  const outcomes: Outcome[] = [];
  for await (const outcome of runMutants([assembly], [mistake], checkWith(solver))) outcomes.push(outcome);
  expect(outcomes.map(({ result }) => result)).toEqual(['clean', 'caught']);
});
