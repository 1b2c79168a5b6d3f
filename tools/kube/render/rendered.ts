import { isApplication, sourceOf } from '../application.ts';
import type { Chart, Handed } from '../handed.ts';
import type { KubeObject } from '../objects.ts';
import { charted } from './charts.ts';
import type { Means } from './means.ts';
import { type RenderedApplication, renderedApplication } from './rendered-application.ts';

interface RenderedChart {
  readonly chart: Chart;
  readonly objects: readonly KubeObject[];
}

/** Everything that is installed, as far as its sources could be had. */
export interface Rendered {
  readonly applications: readonly RenderedApplication[];
  readonly charts: readonly RenderedChart[];
  /** What could not be rendered, and for want of what. */
  readonly left: readonly string[];
}

/** Side by side: each waits for programs that take a core. */
const LANES = 2;

/** Renders every Application and every chart by the program that Argo CD, or a deployment, renders it with. */
export async function renderAll({ objects, charts }: Handed, means: Means): Promise<Rendered> {
  const applications = await sideBySide(objects.filter(isApplication), (each) => renderedApplication(each, means));
  const rendered = await sideBySide(charts, (each) => charted(each, means));
  return {
    applications: applications.flatMap(([, made]) => made ?? []),
    charts: rendered.flatMap(([chart, made]) => (made === undefined ? [] : [{ chart, objects: made }])),
    left: [
      ...applications.flatMap(([each, made]) => {
        const { repoURL, targetRevision } = sourceOf(each);
        return made === undefined ? [`${each.metadata.name}: no checkout of ${repoURL} at ${targetRevision}`] : [];
      }),
      ...rendered.flatMap(([{ name, version, repository }, made]) =>
        made === undefined ? [`chart ${name}: no ${version} of ${repository}`] : [],
      ),
    ],
  };
}

/** What is made of each, in the order of the list. */
async function sideBySide<T, R>(list: readonly T[], make: (each: T) => Promise<R>): Promise<[T, R][]> {
  const made: [T, R][] = [];
  const waiting = [...list.entries()];
  const lane = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [index, each] = next;
      made[index] = [each, await make(each)];
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return made;
}
