import { Command } from 'commander';
import { assemblyAt } from '../project/assembly.ts';
import { withArgoCd } from './argo/in-place-of-chart.ts';
import { checkRung, jestRung, typesRung } from './code-rungs.ts';
import { handedBy, templatesIn } from './handed.ts';
import { onApi, onArgo, onSecrets } from './plane-rungs.ts';
import { record, recorded } from './recorded.ts';
import { renderRung } from './render-rung.ts';
import { exitCode, type Outcome, told } from './rung.ts';
import { signInRung } from './sign-in-rung.ts';
import { repositories } from './upstream/repositories.ts';

interface Options {
  readonly upstream?: string;
  readonly record?: true;
  readonly api?: true;
  readonly argo?: string;
  readonly secrets?: true;
  readonly signIn?: true;
  readonly json?: true;
}

/** `airlock test-kube`: what a cluster would be told, tried rung by rung against ever more of the real programs. */
export function testKubeCommand(): Command {
  return new Command('test-kube')
    .argument('[assembly]', 'what `npx cdk synth -q -c env=prod` wrote', 'cdk.out')
    .option('--upstream <folder>', 'repositories of GitHub, each at <owner>/<name>, in the place of a download')
    .option('--record', 'keep what is rendered as what `npm test` compares with, where nothing is wrong with it')
    .option('--api', 'hand everything to a real API server, which Go builds here once, in minutes')
    .option(
      '--argo <folder>',
      'let the real Argo CD keep everything, built from its source in this folder: half an hour',
    )
    .option('--secrets', 'let the real External Secrets fill every Secret on that API server; Go builds it once')
    .option('--sign-in', 'sign people in, by the real Dex and oauth2-proxy, which are built with Go')
    .option('--json', 'print the outcomes for a program')
    .action(async (assembly: string, options: Options) => {
      const outcomes: Outcome[] = [];
      for await (const outcome of climb(assembly, options)) {
        outcomes.push(outcome);
        if (!options.json) console.log(told(outcome));
      }
      if (options.json) console.log(JSON.stringify(outcomes, null, 2));
      process.exitCode = exitCode(outcomes);
    });
}

/** The rungs, one after the other. */
async function* climb(assembly: string, options: Options): AsyncGenerator<Outcome> {
  const handed = handedBy(templatesIn(assemblyAt(assembly)));
  if (handed.objects.length === 0) throw new Error(`${assembly}: got no object for a cluster, wanted Kubeflow's`);
  yield await typesRung(handed);
  const from = repositories({ online: true, ...(options.upstream && { given: options.upstream }) });
  const { outcome, made } = await renderRung(handed, from, options.record ? undefined : recorded());
  if (options.record && made && outcome.findings.length === 0) record(made.now);
  yield outcome;
  if (options.signIn) yield await signInRung(handed, from);
  yield await jestRung();
  const { api, argo, secrets } = options;
  const rendered = made && argo ? await withArgoCd(made.rendered, handed, argo) : made?.rendered;
  if (api) {
    yield await onApi(handed, rendered);
    yield await checkRung();
  }
  if (secrets) yield await onSecrets(handed, rendered, from);
  if (argo) yield await onArgo(handed, rendered, from, argo);
}
