import { join } from 'node:path';
import { problemsOf } from '../../packages/local-cloud/manifests/problems.ts';
import { jestCounts } from '../project/counts.ts';
import { installMissing, ofLocalConfig } from '../project/install.ts';
import { JEST } from '../project/jest.ts';
import { ROOT } from '../project/paths.ts';
import { attempt } from '../project/run.ts';
import type { Handed } from './handed.ts';
import type { Outcome } from './rung.ts';

/** Whether the code compiles, and each object fits the model of its kind. */
export async function typesRung({ objects }: Handed): Promise<Outcome> {
  const { status, stdout } = await attempt(join(ROOT, 'node_modules', '.bin', 'tsc'), []);
  const findings = status === 0 ? [] : stdout.trim().split('\n');
  const left: string[] = [];
  for (const object of objects) {
    const problems = await problemsOf(object);
    // A kind that a chart defines has a model only where a package was made for it.
    const unknown = problems.every((problem) => problem.includes(': no model of '));
    (unknown ? left : findings).push(...problems);
  }
  const facts = [
    `the code compiles; ${objects.length - left.length} of ${objects.length} objects have the fields of their kinds`,
  ];
  return { rung: 'types', facts: findings.length > 0 ? ['tsc, and the models of Kubernetes'] : facts, findings, left };
}

/** The tests of the stack and of this ladder. */
export function jestRung(): Promise<Outcome> {
  return ofTests('jest', 'test/consumption', 'test/kube', '--testPathIgnorePatterns', LONG);
}

/** Tests that start a control plane. */
export function checkRung(): Promise<Outcome> {
  return ofTests('kubeflow-check', LONG);
}

const LONG = 'test/kube/long';

async function ofTests(rung: string, ...paths: readonly string[]): Promise<Outcome> {
  await installMissing(ofLocalConfig());
  const [program, ...words] = JEST;
  const { status, stdout, stderr } = await attempt(program, [...words, ...paths]);
  const { passed, failed } = jestCounts(`${stdout}\n${stderr}`);
  const findings = status === 0 ? [] : [`${failed} of them fail: ${[program, ...words, ...paths].join(' ')}`];
  return { rung, facts: [`${passed} tests pass`], findings, left: [] };
}
