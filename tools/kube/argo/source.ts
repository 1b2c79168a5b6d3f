import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Rendered } from '../render/rendered.ts';

/** A checkout of Argo CD's source. */
export interface ArgoSource {
  readonly folder: string;
  /** As its tag has it. */
  readonly version: string;
  /** All that it installs, in one file. */
  readonly manifests: string;
}

/** The source that lies in a folder; undefined where none does. */
export function argoSourceAt(folder: string): ArgoSource | undefined {
  const [version, manifests] = [resolve(folder, 'VERSION'), resolve(folder, 'manifests', 'install.yaml')];
  if (!existsSync(version) || !existsSync(manifests)) return undefined;
  return { folder: resolve(folder), version: `v${readFileSync(version, 'utf8').trim()}`, manifests };
}

/** The version that the chart installs; undefined where the chart could not be had. */
export function versionIn({ charts }: Rendered): string | undefined {
  const { objects = [] } = charts.find(({ chart }) => chart.name === 'argo-cd') ?? {};
  return objects
    .map(({ metadata }) => metadata.labels?.['app.kubernetes.io/version'])
    .find((version) => version !== undefined);
}
