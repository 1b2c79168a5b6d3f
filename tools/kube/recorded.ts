import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isApplication, isProject, sourceOf } from './application.ts';
import type { Handed } from './handed.ts';
import { layerVersion } from './programs.ts';
import { digestOf } from './render/kustomize.ts';
import type { Rendered } from './render/rendered.ts';

/** What the rendered set of an environment was when it was last judged, and what it depends on. */
export interface Recorded {
  /** Version of the layer whose kubectl and Helm have rendered it. */
  readonly layer: string;
  /** The projects that it was held against. */
  readonly projects: string;
  readonly applications: Readonly<Record<string, RecordedApplication>>;
  readonly charts: Readonly<Record<string, RecordedChart>>;
}

interface RecordedApplication {
  /** Repository, commit, path and patches. */
  readonly source: string;
  readonly patches?: number;
  readonly upstream?: number;
  readonly objects?: number;
  readonly rendered?: string;
  readonly moving?: readonly string[];
}

interface RecordedChart {
  /** Repository, version and values. */
  readonly source: string;
  /** @default - it could not be had */
  readonly objects?: number;
}

const FILE = join(import.meta.dirname, 'recorded.json');

export function recorded(): Recorded {
  return JSON.parse(readFileSync(FILE, 'utf8'));
}

export function record(set: Recorded): void {
  writeFileSync(FILE, `${JSON.stringify(set, null, 2)}\n`);
}

/** What a recording depends on: it is known without rendering anything. */
export function dependenciesOf({ objects, charts }: Handed): Recorded {
  return {
    layer: layerVersion(),
    projects: digestOf(objects.filter(isProject).map(({ spec }) => spec)),
    applications: Object.fromEntries(
      objects.filter(isApplication).map((each) => [each.metadata.name, { source: digestOf(sourceOf(each)) }]),
    ),
    charts: Object.fromEntries(charts.map((chart) => [chart.name, { source: digestOf(chart) }])),
  };
}

/** What is recorded of a rendered set. */
export function recordOf(handed: Handed, { applications, charts }: Rendered): Recorded {
  const set = dependenciesOf(handed);
  return {
    ...set,
    applications: Object.fromEntries(
      applications.map(({ name, source, upstream, objects, moving }) => [
        name,
        {
          source: digestOf(source),
          patches: source.kustomize?.patches?.length ?? 0,
          upstream,
          objects: objects.length,
          rendered: digestOf(objects),
          ...(moving.length > 0 && { moving }),
        },
      ]),
    ),
    charts: { ...set.charts, ...Object.fromEntries(charts.map(recordOfChart)) },
  };
}

function recordOfChart({ chart, objects }: Rendered['charts'][number]): [string, RecordedChart] {
  return [chart.name, { source: digestOf(chart), objects: objects.length }];
}
