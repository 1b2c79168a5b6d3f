import { Command } from 'commander';
import cdkJson from '../../cdk.json' with { type: 'json' };
import { loadConfig } from '../../lib/config/load-config.ts';
import { examine } from '../project/checks.ts';
import { machineLine } from '../project/doctor.ts';
import { ROOT } from '../project/paths.ts';

interface Options {
  readonly aws?: true;
  readonly env?: string;
  readonly json?: true;
}

export function doctorCommand(): Command {
  return new Command('doctor')
    .option('--aws', 'look at the account of an environment, with the credentials of this shell; changes nothing')
    .option('--env <name>', 'with --aws: a configuration: local, dev, prod')
    .option('--json', 'print the findings for a program')
    .action((options: Options) => (options.aws ? ofAccount(options) : ofMachine(options)));
}

async function ofMachine({ json }: Options): Promise<void> {
  const findings = await examine(ROOT);
  console.log(json ? JSON.stringify(findings, null, 2) : findings.map(machineLine).join('\n'));
  if (findings.some(({ ok }) => !ok)) process.exitCode = 1;
}

async function ofAccount({ env, json }: Options): Promise<void> {
  const config = loadConfig(env);
  // The clients of ten services take longer to load than a machine to be looked at.
  const { clientsOf } = await import('./account/clients.ts');
  const { examineAccount } = await import('./account/examine.ts');
  const { accountLine, exitCode } = await import('./account/lines.ts');
  const clients = clientsOf({ region: config.region });
  const { USUAL_QUALIFIER } = await import('./account/bootstrap.ts');
  const qualifier = qualifierIn(cdkJson.context) ?? USUAL_QUALIFIER;
  const results = await examineAccount({ config, clients, qualifier });
  console.log(json ? JSON.stringify(results, null, 2) : results.map(accountLine).join('\n'));
  process.exitCode = exitCode(results);
}

function qualifierIn(context: Readonly<Record<string, unknown>>): string | undefined {
  const qualifier = context['@aws-cdk/core:bootstrapQualifier'];
  return typeof qualifier === 'string' ? qualifier : undefined;
}
