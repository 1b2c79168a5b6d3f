import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ControlPlane } from '../api/control-plane.ts';
import type { KubeObject } from '../objects.ts';

const KINDS = 'mutatingwebhookconfigurations,validatingwebhookconfigurations,customresourcedefinitions';

interface Change {
  readonly op: 'add';
  readonly path: string;
  readonly value: string;
}

/** Writes what programs in pods write once they run: by whom a webhook is known, and that Istio's must answer. Returns into how many objects. */
export async function writeAsPodsDo({ kubectl, folder }: ControlPlane): Promise<number> {
  const authority = readFileSync(join(folder, 'certificates', 'apiserver.crt')).toString('base64');
  const items = (await kubectl.json('get', KINDS)).items as readonly KubeObject[];
  const changed = items.map((object) => ({ object, changes: changesIn(object, authority) }));
  const written = changed.filter(({ changes }) => changes.length > 0);
  for (const { object, changes } of written) {
    const { kind, metadata } = object;
    const words = ['patch', kind, metadata.name, '--type=json', '--patch', JSON.stringify(changes)];
    const { status, stderr } = await kubectl.attempt(words);
    if (status !== 0) throw new Error(`${kind} ${metadata.name}: ${stderr.trim()}`);
  }
  return written.length;
}

/** What is written into an object; nothing where it calls nobody. */
export function changesIn({ metadata, webhooks = [], spec }: KubeObject, authority: string): Change[] {
  const client = (path: string): Change => ({ op: 'add', path: `${path}/clientConfig/caBundle`, value: authority });
  const { conversion } = Object(spec) as { readonly conversion?: { readonly webhook?: object } };
  const istios = metadata.name.startsWith('istio-validator-');
  return [
    ...(conversion?.webhook === undefined ? [] : [client('/spec/conversion/webhook')]),
    ...[...(webhooks as readonly object[]).keys()].flatMap((index): Change[] => [
      client(`/webhooks/${index}`),
      ...(istios ? [{ op: 'add' as const, path: `/webhooks/${index}/failurePolicy`, value: 'Fail' }] : []),
    ]),
  ];
}
