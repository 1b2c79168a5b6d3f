import { join } from 'node:path';
import type { IApplication } from '@kubernetes-models/argo-cd/argoproj.io/v1alpha1/Application';
import { run } from '../../project/run.ts';
import { type Source, sourceOf, without } from '../application.ts';
import type { KubeObject } from '../objects.ts';
import { checkout } from '../upstream/checkout.ts';
import { remoteBases } from '../upstream/remote-bases.ts';
import { repositoryAt } from '../upstream/repositories.ts';
import { kustomized } from './kustomize.ts';
import type { Means } from './means.ts';

/** What an Application installs. */
export interface RenderedApplication {
  readonly name: string;
  readonly project: string;
  readonly source: Source;
  /** Namespace of what names none itself. */
  readonly namespace: string;
  /** How many objects there are without the patches. */
  readonly upstream: number;
  readonly objects: readonly KubeObject[];
  /** Patches, by their place in the list, without which the same objects come. */
  readonly idle: readonly number[];
  /** What is taken from another repository by a name that may move, and the commit that it is today. */
  readonly moving: readonly string[];
}

/** An Application's objects as Argo CD makes them; undefined where a repository of theirs cannot be had. */
export async function renderedApplication(
  application: KubeObject & IApplication,
  { programs, from }: Means,
): Promise<RenderedApplication | undefined> {
  const source = sourceOf(application);
  const files = await checkout(from, repositoryAt(source.repoURL), source.targetRevision ?? 'HEAD');
  if (files === undefined) return undefined;
  const bases = remoteBases(join(files, source.path ?? '.'));
  const moving = new Set<string>();
  for (const { repository, revision } of bases) {
    const directory = await from.having(repository, revision);
    if (directory === undefined) return undefined;
    const commit = await commitOf(directory, revision, from);
    if (commit !== revision) moving.add(`${repository} ${revision} is ${commit}`);
  }
  const made = (other: Source) => kustomized(other, { checkout: files, programs, environment: from.environment });
  const objects = await made(source);
  const idle: number[] = [];
  for (const index of (source.kustomize?.patches ?? []).keys()) {
    if (JSON.stringify(await made(without(source, index))) === JSON.stringify(objects)) idle.push(index);
  }
  return {
    name: application.metadata.name,
    project: application.spec.project,
    source,
    namespace: application.spec.destination.namespace ?? '',
    upstream: (await made(without(source))).length,
    objects,
    idle,
    moving: [...moving],
  };
}

async function commitOf(directory: string, revision: string, { environment }: Means['from']): Promise<string> {
  return (await run('git', ['-C', directory, 'rev-parse', `${revision}^{commit}`], { env: environment })).trim();
}
