import type { Handed } from '../handed.ts';
import { groupOf, type KubeObject } from '../objects.ts';
import type { Rendered } from '../render/rendered.ts';
import { scopesOf } from './scopes.ts';

/** Own objects that a deployment hands over before Argo CD has made what they lie in, or are of: it would fail. */
export function tooEarly(handed: Handed, { applications, charts }: Rendered): string[] {
  const there = new Set([
    'default',
    'kube-system',
    ...handed.charts.map(({ namespace }) => namespace),
    ...handed.objects.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.name),
  ]);
  const before = scopesOf(charts.flatMap(({ objects }) => objects));
  const after = scopesOf(applications.flatMap(({ objects }) => objects));
  return handed.objects.flatMap((object) => {
    const { kind, metadata } = object;
    const late = before(object) === undefined && after(object) !== undefined;
    return [
      ...(late ? [`${named(object)}: Argo CD defines ${groupOf(object)}/${kind}, later than it is made`] : []),
      ...(there.has(metadata.namespace ?? 'default')
        ? []
        : [`${named(object)}: nothing makes its namespace before it`]),
    ];
  });
}

function named({ kind, metadata }: KubeObject): string {
  return `${kind} ${metadata.namespace ?? ''}/${metadata.name}`;
}
