import { parse } from 'yaml';
import type { Kubectl } from '../api/kubectl.ts';

/** What a person gets who changes nothing in the form of a new notebook. */
export interface Offered {
  readonly image: string;
  readonly cpu: string;
  readonly memory: string;
}

const FILE = 'spawner_ui_config.yaml';

/** The form's first choices, as the cluster has them. */
export async function offered(kubectl: Kubectl): Promise<Offered> {
  const { items } = await kubectl.json('get', 'configmaps', '--namespace', 'kubeflow');
  const texts = (items as { data?: Record<string, string> }[]).flatMap(({ data }) => data?.[FILE] ?? []);
  // Kustomize keeps the settings of before beside those of today; the form's own pod knows only these.
  const [text] = texts;
  if (text === undefined) throw new Error(`got no ConfigMap of kubeflow with ${FILE}, wanted the form of a notebook`);
  const { image, cpu, memory } = parse(text).spawnerFormDefaults;
  return { image: image.value, cpu: cpu.value, memory: memory.value };
}

/** Labels that give a notebook what the form's own boxes would: every PodDefault of the namespace. */
export async function labelsOfDefaults(kubectl: Kubectl, namespace: string): Promise<Record<string, string>> {
  const { items } = await kubectl.json('get', 'poddefaults.kubeflow.org', '--namespace', namespace);
  const selectors = (items as { spec: { selector?: { matchLabels?: Record<string, string> } } }[]).map(
    ({ spec }) => spec.selector?.matchLabels ?? {},
  );
  return Object.assign({}, ...selectors);
}
