import { run } from '../../project/run.ts';
import { type KubeObject, objectsIn } from '../objects.ts';

/** The objects of a file of manifests, by Kubernetes' own reading of YAML, which no library for JavaScript is as fast as. */
export async function objectsOf(file: string, kubectl: string): Promise<KubeObject[]> {
  const as = ['--type', 'merge', '--patch', '{}', '--output', 'json'];
  return objectsIn(await run(kubectl, ['patch', '--local', '--filename', file, ...as]));
}
