import type { Handed } from './handed.ts';
import { judged } from './judge/judged.ts';
import { layerPrograms } from './programs.ts';
import { dependenciesOf, type Recorded, recordOf } from './recorded.ts';
import { type Rendered, renderAll } from './render/rendered.ts';
import type { Outcome } from './rung.ts';
import type { Repositories } from './upstream/repositories.ts';

const RUNG = 'render';
const AGAIN = 'to look at it and record it: npm run airlock -- test-kube --record';

export interface RenderRung {
  readonly outcome: Outcome;
  /** @default - not every Application could be rendered */
  readonly made?: { readonly rendered: Rendered; readonly now: Recorded };
}

/**
 * Renders all that is installed, judges it, and compares it with what was recorded, if anything was.
 *
 * Where its sources cannot be had, what was judged before must be what is installed today.
 */
export async function renderRung(
  handed: Handed,
  from: Repositories,
  before: Recorded | undefined,
): Promise<RenderRung> {
  const programs = await layerPrograms();
  const rendered = programs && (await renderAll(handed, { programs, from }));
  const applications = Object.keys(dependenciesOf(handed).applications).length;
  if (rendered === undefined || rendered.applications.length < applications) {
    const left = rendered?.left ?? ['kubectl and Helm of the layer: they run on Linux (x64)'];
    return { outcome: asRecorded(handed, before, left) };
  }
  const now = recordOf(handed, rendered);
  const findings = [...judged(handed, rendered), ...(before === undefined ? [] : differences(before, now))];
  return { outcome: { rung: RUNG, facts: figures(rendered), findings, left: rendered.left }, made: { rendered, now } };
}

/** Nothing was rendered now: it is fine what was fine. */
function asRecorded(handed: Handed, before: Recorded | undefined, left: readonly string[]): Outcome {
  if (before === undefined) return { rung: RUNG, facts: [], findings: [], left };
  const now = dependenciesOf(handed);
  const facts = [
    `${Object.keys(now.applications).length} Applications and ${Object.keys(now.charts).length} charts held against what was rendered when they were recorded`,
  ];
  return { rung: RUNG, facts, findings: differences(before, now), left };
}

function figures({ applications, charts }: Rendered): string[] {
  const sum = (of: (each: Rendered['applications'][number]) => number) =>
    applications.reduce((total, each) => total + of(each), 0);
  const patches = sum(({ source }) => source.kustomize?.patches?.length ?? 0);
  const idle = sum((each) => each.idle.length);
  return [
    `${applications.length} Applications: ${patches - idle} of ${patches} patches change something, ${sum((each) => each.upstream)} objects become ${sum((each) => each.objects.length)}`,
    ...charts.map(({ chart, objects }) => `chart ${chart.name} ${chart.version}: ${objects.length} objects`),
    ...applications.flatMap(({ name, moving }) => moving.map((each) => `${name} takes ${each}`)),
  ];
}

/** Where what is installed is not what was recorded; of what was not rendered now only that it would be rendered alike. */
function differences(before: Recorded, now: Recorded): string[] {
  const of = (title: string, was: Readonly<Record<string, object>>, is: Readonly<Record<string, object>>) =>
    [...new Set([...Object.keys(was), ...Object.keys(is)])]
      .filter((name) => !agrees(was[name], is[name]))
      .map((name) => `${title}${name}: not as it was recorded; ${AGAIN}`);
  return [
    ...(before.layer === now.layer
      ? []
      : [`the layer with kubectl and Helm: got ${now.layer}, recorded ${before.layer}; ${AGAIN}`]),
    ...(before.projects === now.projects ? [] : [`the projects: not as they were recorded; ${AGAIN}`]),
    ...of('', before.applications, now.applications),
    ...of('chart ', before.charts, now.charts),
  ];
}

function agrees(was: object | undefined, is: object | undefined): boolean {
  if (was === undefined || is === undefined) return false;
  const both = Object.keys(is).filter((field) => field in was);
  return both.every((field) => JSON.stringify(Reflect.get(was, field)) === JSON.stringify(Reflect.get(is, field)));
}
