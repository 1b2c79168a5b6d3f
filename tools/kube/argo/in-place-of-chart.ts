import type { Chart, Handed } from '../handed.ts';
import type { KubeObject } from '../objects.ts';
import { layerPrograms } from '../programs.ts';
import { objectsOf } from '../render/objects-of.ts';
import type { Rendered } from '../render/rendered.ts';
import { argoSourceAt } from './source.ts';
import { isPart, type Variable, type Workload } from './workload.ts';

type Words = Readonly<Record<string, string>>;

/** The chart's values, as far as they tell Argo CD's programs something. */
interface Values {
  readonly configs?: { readonly cm?: Words; readonly params?: Words };
  readonly controller?: { readonly env?: readonly Variable[] };
  readonly repoServer?: { readonly env?: readonly Variable[] };
}

/** What is rendered; where Argo CD's chart could not be had and its source is in a folder, its own manifests in the place of the chart, told the same. */
export async function withArgoCd(rendered: Rendered, { charts }: Handed, folder: string): Promise<Rendered> {
  const [programs, source] = [await layerPrograms(), argoSourceAt(folder)];
  const chart = charts.find(
    (each) => each.name === 'argo-cd' && !rendered.charts.some((known) => known.chart === each),
  );
  if (chart === undefined || programs === undefined || source === undefined) return rendered;
  const objects = (await objectsOf(source.manifests, programs.kubectl)).map((each) => configured(each, chart));
  return { ...rendered, charts: [...rendered.charts, { chart, objects }] };
}

/** An object of Argo CD's source as the chart's values would have it. */
export function configured(object: KubeObject, chart: Pick<Chart, 'values'>): KubeObject {
  const { configs, controller, repoServer } = chart.values as Values;
  const { kind, metadata } = object;
  if (kind === 'ConfigMap') {
    const given = { 'argocd-cm': configs?.cm, 'argocd-cmd-params-cm': configs?.params }[metadata.name];
    return { ...object, data: { ...(object.data as Words), ...given } };
  }
  if (isPart(object, 'argocd-application-controller')) return withVariables(object, controller?.env);
  return isPart(object, 'argocd-repo-server') ? withVariables(object, repoServer?.env) : object;
}

function withVariables(object: Workload, more: readonly Variable[] = []): Workload {
  const { template } = object.spec;
  const [first, ...others] = template.spec.containers;
  const containers = [{ ...first, env: [...(first?.env ?? []), ...more] }, ...others];
  return { ...object, spec: { ...object.spec, template: { ...template, spec: { ...template.spec, containers } } } };
}
