import type { Config, Kubeflow } from '../../../lib/config/config.ts';
import type { Kubectl } from '../api/kubectl.ts';
import { statesOf } from './applications.ts';
import { readsGold, runsPipeline } from './in-notebook.ts';
import { type NotebookProps, notebookObjects, started } from './notebook.ts';
import { partsStep } from './parts.ts';
import { labelsOfDefaults, offered } from './spawner.ts';
import type { Step } from './step.ts';

/** A first start pulls an image of some GiB. */
const NOTEBOOK_MINUTES = 15;

export interface CheckProps {
  readonly kubectl: Kubectl;
  readonly config: Config;
  readonly profile: Kubeflow['profiles'][number]['name'];
  /** Names of the Applications that this app installs. */
  readonly parts: readonly string[];
}

/** Does what a data scientist does on a first day, each step told as it ends; what it makes is taken away again. */
export async function* checkKubeflow({ kubectl, config, profile, parts }: CheckProps): AsyncGenerator<Step> {
  yield partsStep(parts, await statesOf(kubectl, 'argocd'));
  const name = `airlock-check-${Date.now().toString(36)}`;
  const labels = await labelsOfDefaults(kubectl, profile);
  const notebook: NotebookProps = { name, namespace: profile, labels, ...(await offered(kubectl)) };
  const objects = notebookObjects(notebook);
  try {
    const { refusals } = await kubectl.apply(objects);
    const start: Step =
      refusals.length === 0
        ? await started(kubectl, notebook, NOTEBOOK_MINUTES)
        : { does: 'A notebook starts', works: false, words: refusals.join('\n  ') };
    yield start;
    const [dataset] = config.datasets;
    const path = `s3://${config.buckets.gold}/${dataset?.name}.parquet`;
    if (start.works) {
      yield await readsGold(kubectl, notebook, path);
      yield await runsPipeline(kubectl, notebook, path);
    } else {
      const words = 'It wants a notebook that runs.';
      yield { does: 'The one line reads gold in it', words };
      yield { does: 'A pipeline reads gold', words };
    }
  } finally {
    await kubectl.remove(objects);
  }
}
