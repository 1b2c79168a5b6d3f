import type { KubeObject } from '../objects.ts';

export interface Variable {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: { readonly configMapKeyRef?: { readonly name: string; readonly key: string } };
}

/** What runs a part of Argo CD. */
export interface Workload extends KubeObject {
  readonly spec: {
    readonly template: { readonly spec: { readonly containers: readonly { readonly env?: readonly Variable[] }[] } };
  };
}

/** Whether an object runs a part of Argo CD, whatever the chart's release makes of its name. */
export function isPart(object: KubeObject, part: string): object is Workload {
  const { kind, metadata } = object;
  return ['Deployment', 'StatefulSet'].includes(kind) && metadata.labels?.['app.kubernetes.io/name'] === part;
}

/** The variables that a part has in its pod, but those out of a Secret; what no setting gives is left to the program. */
export function variablesOf(objects: readonly KubeObject[], part: string): Readonly<Record<string, string>> {
  const workload = objects.find((object) => isPart(object, part));
  if (workload === undefined) throw new Error(`got no ${part} among Argo CD's objects, wanted its variables`);
  const settings = new Map(
    objects.filter(({ kind }) => kind === 'ConfigMap').map(({ metadata, data }) => [metadata.name, data]),
  );
  const [container] = workload.spec.template.spec.containers;
  return Object.fromEntries(
    (container?.env ?? []).flatMap(({ name, value, valueFrom }) => {
      const { name: map = '', key = '' } = valueFrom?.configMapKeyRef ?? {};
      const text = value ?? (settings.get(map) as Readonly<Record<string, string>> | undefined)?.[key];
      return text === undefined ? [] : [[name, text]];
    }),
  );
}
