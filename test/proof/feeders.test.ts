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

test("a site's feeder that streams nothing is proven to put no record, beside one that streams", async () => {
  const assembly = await assemble('prod, both feeders at a site, of which one streams');
  const [, site] = /-sender-(.+)$/.exec(textOf(sender, 'RoleName')(assembly)) ?? [];
  const beside = find('AWS::IAM::User', `a PI Integrator of ${site}`, ({ properties }) =>
    String(properties.UserName).endsWith(`-pi-integrator-${site}`),
  );
  const mistake = rights('identity', 'a PI Integrator', beside)(
    "puts into the stream of its site's sender",
    ['kinesis:PutRecord', 'kinesis:PutRecords'],
    streamArn,
  );
  const outcomes: Outcome[] = [];
  for await (const outcome of runMutants([assembly], [mistake], checkWith(solver))) outcomes.push(outcome);
  expect(outcomes.map(({ result }) => result)).toEqual(['clean', 'caught']);
});
