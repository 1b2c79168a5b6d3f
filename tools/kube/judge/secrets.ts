import { podOf } from '../api/pods.ts';
import type { Handed } from '../handed.ts';
import type { KubeObject } from '../objects.ts';
import type { Rendered } from '../render/rendered.ts';
import { isClusterExternalSecret, namespaceOf } from '../secrets/wanted.ts';

interface Reference {
  readonly name?: string;
  readonly secretName?: string;
  readonly key?: string;
  readonly optional?: boolean;
}

interface Container {
  readonly env?: readonly { readonly valueFrom?: { readonly secretKeyRef?: Reference } }[];
  readonly envFrom?: readonly { readonly secretRef?: Reference }[];
}

interface PodSpec {
  readonly containers: readonly Container[];
  readonly initContainers?: readonly Container[];
  readonly volumes?: readonly { readonly secret?: Reference }[];
}

/** Secrets that a pod cannot start without, and that nothing makes: External Secrets, a Certificate, or the Application. */
export function secretsMissing({ objects }: Handed, { applications }: Rendered): string[] {
  const made = new Map<string, readonly string[] | undefined>();
  for (const each of objects.filter(isClusterExternalSecret)) {
    const { name, template } = each.spec.externalSecretSpec.target;
    made.set(`${namespaceOf(each)}/${name}`, Object.keys(template.data));
  }
  for (const { namespace, objects: own } of applications) {
    for (const { kind, metadata, spec } of own) {
      const name = kind === 'Certificate' ? Reflect.get(Object(spec), 'secretName') : metadata.name;
      if (['Certificate', 'Secret'].includes(kind)) made.set(`${metadata.namespace ?? namespace}/${name}`, undefined);
    }
  }
  return applications.flatMap(({ name: application, namespace, objects: own }) =>
    own.flatMap((object) => {
      const place = object.metadata.namespace ?? namespace;
      return referencesIn(object).flatMap(({ name, key }) => {
        const secret = `${place}/${name}`;
        const there = made.has(secret) && (key === undefined || made.get(secret)?.includes(key) !== false);
        return there
          ? []
          : [
              `${application}: ${object.kind} ${object.metadata.name} wants the Secret ${secret}${key ? `, ${key}` : ''}: nothing makes it`,
            ];
      });
    }),
  );
}

function referencesIn(object: KubeObject): { name: string; key: string | undefined }[] {
  return podOf(object).flatMap(({ spec }) => {
    const { containers, initContainers = [], volumes = [] } = spec as PodSpec;
    const all = [...containers, ...initContainers];
    return [
      ...all.flatMap(({ env = [] }) => env.map(({ valueFrom }) => valueFrom?.secretKeyRef)),
      ...all.flatMap(({ envFrom = [] }) => envFrom.map(({ secretRef }) => secretRef)),
      ...volumes.map(({ secret }) => secret),
    ].flatMap((reference) => {
      const name = reference?.name ?? reference?.secretName;
      return name === undefined || reference?.optional === true ? [] : [{ name, key: reference?.key }];
    });
  });
}
