import type { KubeObject } from '../objects.ts';
import { isDefinition, isPlace, namespacesMadeByOthers } from './installed.ts';
import type { Kubectl } from './kubectl.ts';

/** Puts objects on the cluster, what others are made in and of first; with `around` also the namespaces that those want. */
export async function install(
  kubectl: Kubectl,
  objects: readonly KubeObject[],
  around: readonly KubeObject[],
): Promise<void> {
  const places = [...objects.filter(isPlace), ...namespacesMadeByOthers([...objects, ...around])];
  await accepted(kubectl, [...places, ...objects.filter(isDefinition)]);
  await kubectl.attempt(['wait', '--for=condition=Established', '--timeout=120s', 'crd', '--all']);
  await accepted(kubectl, objects);
}

/** @throws Error with every refusal. */
export async function accepted(kubectl: Kubectl, objects: readonly KubeObject[]): Promise<void> {
  const { refusals } = await kubectl.apply(objects);
  if (refusals.length > 0) throw new Error(refusals.join('\n'));
}
