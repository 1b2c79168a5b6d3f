import { z } from 'zod';
import { type Cloud, environmentFor } from '../../../packages/local-cloud/cloud.ts';
import { attemptModule } from '../../project/run.ts';
import { ASSEMBLY } from './deploy.ts';

const named = z.looseObject({ stack: z.string(), logicalId: z.string(), type: z.string() });
const notApplied = named.extend({ property: z.string(), why: z.string() });
const answer = z.object({
  resources: z.number(),
  checked: z.number(),
  stacks: z.record(z.string(), z.object({ resources: z.number(), checked: z.number() })),
  missing: z.array(named),
  different: z.array(named.extend({ property: z.string() })),
  recorded: z.array(named.extend({ kind: z.string(), name: z.string() })),
  notApplied: z.array(notApplied),
  undecided: z.array(named),
});

/** The deployment, read back from each service, against the templates. */
export type DeployedSet = Awaited<ReturnType<typeof readBack>>;

/** Holds every resource of every template against what its own service says of it. */
export async function readBack(cloud: Cloud, signal: AbortSignal) {
  const words = ['--templates', ASSEMBLY, '--state', cloud.stateFolder, '--kinds', 'own_kinds', '--json'];
  const options = { env: environmentFor(cloud), signal };
  const { stdout, stderr } = await attemptModule('local', 'conformance', words, options);
  if (!stdout.startsWith('{')) throw new Error(stderr || stdout);
  const { missing, different, undecided, ...set } = answer.parse(JSON.parse(stdout));
  return {
    ...set,
    undecided: undecided.map((each) => `cannot tell: ${each.stack} ${each.logicalId} (${each.type})`),
    different: [
      ...missing.map((each) => `missing: ${each.stack} ${each.logicalId} (${each.type})`),
      ...different.map((each) => `different: ${each.stack} ${each.logicalId} ${each.property} (${each.type})`),
    ],
  };
}

/** The deployed set as lines for people: counts by stack, what is recorded, and what has no effect here. */
export function deployedLines({ stacks, recorded, notApplied }: DeployedSet): string {
  const counts = Object.entries(stacks).map(([stack, { resources, checked }]) => {
    const written = recorded.filter((each) => each.stack === stack).length;
    return `  ${stack}: ${checked} of ${resources} resources read back${written === 0 ? '' : `, ${written} recorded`}`;
  });
  return [
    'Deployed, and read back from the services:',
    ...counts,
    ...(recorded.length === 0 ? [] : ['Recorded and validated, run nowhere:']),
    ...recorded.map(({ kind, name, logicalId }) => `  ${kind} ${name} (${logicalId})`),
    'Not applied locally:',
    ...notApplied.map(
      ({ type, property, why, stack, logicalId }) => `  ${type} ${property} (${stack} ${logicalId}): ${why}`,
    ),
  ].join('\n');
}
