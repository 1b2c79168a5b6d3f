/** An object of Kubernetes, as a manifest has it. */
export interface KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly [field: string]: unknown;
}

/** The API group of an object, empty for the core's. */
export function groupOf({ apiVersion }: Pick<KubeObject, 'apiVersion'>): string {
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
}

/** Group, kind, namespace and name: no two objects of a cluster share them. */
export function identityOf(object: KubeObject): string {
  const { kind, metadata } = object;
  return `${groupOf(object)}/${kind} ${metadata.namespace ?? ''}/${metadata.name}`;
}

/** The objects of what kubectl prints as JSON, one document after the other. */
export function objectsIn(printed: string): KubeObject[] {
  return printed
    .split(/(?<=^\})\n/m)
    .filter((document) => document.trim() !== '')
    .map((document) => JSON.parse(document));
}
