import type { Config } from '../../lib/config/config.ts';
import { loadConfig } from '../../lib/config/load-config.ts';
import { stageOf } from '../support/stacks.ts';
import { readStacks } from '../support/synthesis/read.ts';
import { assemblyFolder } from '../support/synthesis/wanted.ts';

type Kubeflow = Extract<Config['consumption']['kubeflow'], { enabled: true }>;

const prod = loadConfig('prod');

/** Names of the stages that a deployment would change: another template, or another file that it uploads. */
async function changedBy(change: Partial<Kubeflow>): Promise<string[]> {
  const { kubeflow } = prod.consumption;
  if (!kubeflow.enabled) throw new Error('wanted Kubeflow in prod');
  const config = { ...prod, consumption: { kubeflow: { ...kubeflow, ...change } } };
  const before = new Map((await stacksOf(prod)).map((stack) => [stack.name, told(stack)]));
  const after = await stacksOf(config);
  expect(after.map(({ name }) => name)).toEqual([...before.keys()]);
  return after.filter((stack) => told(stack) !== before.get(stack.name)).map(({ name }) => stageOf(prod, name));
}

const stacksOf = async (config: Config) => readStacks(await assemblyFolder({ config }));
const told = ({ template, assets }: ReturnType<typeof readStacks>[number]): string =>
  JSON.stringify([template, Object.keys(assets).sort()]);

test.each<[string, Partial<Kubeflow>]>([
  ['Kubeflow', { commit: '0123456789abcdef0123456789abcdef01234567' }],
  ['Argo CD', { argoCdChart: '10.4.0' }],
])('another version of %s changes the stack of Kubeflow and no other', async (_, change) => {
  expect(await changedBy(change)).toEqual(['kubeflow']);
});
