import { Command } from 'commander';
import { type Cloud, cloudEnvironment, down, notApplied, status, up } from './cloud.ts';

/** `airlock local up|down|status|env`. */
export function localCommand(): Command {
  const local = new Command('local').description('the AWS stand-in on this machine');
  local
    .command('up')
    .description('start it, unless it runs already')
    .option('--json', 'print a JSON object')
    .action(async (options: JsonOption) => print(await up(), options));
  local
    .command('down')
    .description('end it and everything it started; its state stays')
    .option('--json', 'print a JSON object')
    .action(async (options: JsonOption) => {
      const ended = await down();
      console.log(options.json ? JSON.stringify({ ended }) : ended ? 'ended' : 'was not running');
    });
  local
    .command('status')
    .description('whether it runs, and what deployed stacks set without effect here; exit code 1 if it does not run')
    .option('--json', 'print a JSON object')
    .action(async (options: JsonOption) => {
      const cloud = await status();
      print(cloud, options);
      process.exitCode = cloud?.healthy ? 0 : 1;
    });
  local
    .command('env')
    .description('print what a shell needs to talk to it: eval "$(npm run -s airlock -- local env)"')
    .option('--json', 'print a JSON object')
    .action(async (options: JsonOption) => {
      const environment = cloudEnvironment(await running());
      console.log(options.json ? JSON.stringify(environment) : exportLines(environment));
    });
  return local;
}

interface JsonOption {
  readonly json?: boolean;
}

async function running(): Promise<Cloud> {
  const cloud = await status();
  if (!cloud?.healthy) {
    throw new Error('the local cloud does not run: npm run airlock -- local up');
  }
  return cloud;
}

function print(cloud: Cloud | undefined, options: JsonOption): void {
  const withoutEffect = cloud?.healthy ? notApplied() : [];
  if (options.json) {
    console.log(JSON.stringify({ ...cloud, notApplied: withoutEffect }));
    return;
  }
  console.log(cloud?.healthy ? `running at ${cloud.endpoint} (pid ${cloud.pid})` : 'not running');
  for (const row of withoutEffect) {
    console.log(`not applied locally: ${row.stack} ${row.logicalId} ${row.property} (${row.type}): ${row.why}`);
  }
}

function exportLines(environment: Record<string, string>): string {
  return Object.entries(environment)
    .map(([name, value]) => `export ${name}='${value}'`)
    .join('\n');
}
