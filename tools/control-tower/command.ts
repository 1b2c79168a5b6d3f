import { Command } from 'commander';
import { assemblyAt } from '../project/assembly.ts';
import { refusals } from './controls.ts';
import { told } from './table.ts';

/** `airlock control-tower`: what AWS Control Tower's proactive controls would refuse of a cloud assembly. */
export function controlTowerCommand(): Command {
  return new Command('control-tower')
    .argument('[assembly]', 'what `npx cdk synth` wrote', 'cdk.out')
    .option('--json', 'print every finding for a program')
    .action((assembly: string, { json }: { readonly json?: true }) => {
      const all = refusals(assemblyAt(assembly));
      console.log(json ? JSON.stringify(all, null, 2) : told(all).join('\n'));
      if (all.some(({ reason }) => reason === undefined)) process.exitCode = 1;
    });
}
