import { spawnSync } from 'node:child_process';
import { basename, dirname, join } from 'node:path';
import type { IPolicyValidationContext, IPolicyValidationPlugin, PolicyValidationPluginReport } from 'aws-cdk-lib';

const PROJECT = join(import.meta.dirname, '..');
const PROOF = [process.execPath, '--import', 'tsx', join(PROJECT, 'tools', 'airlock.ts'), 'proof'] as const;

/** What is read of the proof's answer for a program. */
interface Answer {
  readonly verdict: 'proven' | 'refuted' | 'undecided';
  readonly statement: string;
  readonly findings: readonly { property: string; who: string; message: string; by: readonly string[] }[];
  readonly undecided: readonly { where: string; reason: string }[];
}

/**
 * The proof of the airlock as a part of every synthesis: a hole, or what cannot be told, ends it, so that it is not
 * deployed. It runs in a process of its own, since a plugin must answer at once and the solver does not.
 */
export class ProofCheck implements IPolicyValidationPlugin {
  readonly name = 'airlock-proof';

  validate({ templatePaths }: IPolicyValidationContext): PolicyValidationPluginReport {
    const [first = ''] = templatePaths;
    const { verdict, statement, findings, undecided } = prove(dirname(first));
    const faults = [
      ...findings.map(({ property, who, message, by }) => ({ rule: property, said: `${who}: ${message}`, by })),
      ...undecided.map(({ where, reason }) => ({ rule: 'it can be told', said: `${where}: ${reason}`, by: [where] })),
    ];
    const told = faults.map(({ rule, said, by }) => [`BROKEN  ${rule}`, said, ...by].join('\n    '));
    console.error([...told, statement].join('\n'));
    // What a plugin finds can be acknowledged somewhere in the stacks; a hole stays one.
    if (verdict !== 'proven') process.exitCode = 1;
    const violations = faults.map(({ rule, said, by }) => ({
      ruleName: rule,
      description: said,
      fix: 'tools/proof/README.md tells what is promised; `npm run airlock -- proof` tells the request',
      violatingResources: placesOf(by, templatePaths),
    }));
    return { success: verdict === 'proven', violations };
  }
}

function prove(folder: string): Answer {
  const [program, ...words] = PROOF;
  const { stdout, stderr } = spawnSync(program, [...words, '--json', folder], {
    cwd: PROJECT,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  try {
    return JSON.parse(stdout);
  } catch {
    throw new Error(`the proof of ${folder} gave no answer: ${stderr || stdout}`);
  }
}

/** Resources that the proof names as `<stack>/<logical id> …`; the first template stands for what it names otherwise. */
function placesOf(sources: readonly string[], templates: readonly string[]) {
  const [first = ''] = templates;
  const named = sources.length > 0 ? sources : ['assembly'];
  return named.map((source) => {
    const [stack = '', id = ''] = source.split(' ')[0]?.split('/') ?? [];
    const templatePath = templates.find((path) => basename(path) === `${stack}.template.json`) ?? first;
    return { resourceLogicalId: id || stack, templatePath, locations: [] };
  });
}
