import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KubeObject } from './objects.ts';

/** A Helm chart that a stack installs. */
export interface Chart {
  readonly name: string;
  readonly repository: string;
  readonly version: string;
  readonly release: string;
  readonly namespace: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** What the stacks hand to the cluster: objects of their own, and charts. */
export interface Handed {
  readonly objects: readonly KubeObject[];
  readonly charts: readonly Chart[];
}

type Properties = Readonly<Record<string, unknown>>;

/** A CloudFormation template, as far as it hands something to a cluster. */
export interface Template {
  readonly Resources?: Readonly<Record<string, { readonly Type: string; readonly Properties?: Properties }>>;
}

/** The templates of a cloud assembly. */
export function templatesIn(folder: string): Template[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.template.json'))
    .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')));
}

/** All that the templates hand to the cluster, whatever construct has made it. */
export function handedBy(templates: readonly Template[]): Handed {
  const resources = templates.flatMap(({ Resources = {} }) => Object.entries(Resources));
  const properties = new Map(resources.map(([id, { Properties = {} }]) => [id, Properties]));
  const fill = (value: unknown): string => filled(value, properties);
  const of = (type: string): Properties[] =>
    resources
      .filter(([, { Type }]) => Type === `Custom::AWSCDK-EKS-${type}`)
      .map(([, { Properties = {} }]) => Properties);
  return {
    objects: of('KubernetesResource').flatMap(({ Manifest }) => JSON.parse(withoutTags(fill(Manifest)))),
    charts: of('HelmChart').map(({ Chart, Repository, Version, Release, Namespace, Values }) => ({
      name: fill(Chart),
      repository: fill(Repository ?? ''),
      version: fill(Version ?? ''),
      release: fill(Release),
      namespace: fill(Namespace ?? 'default'),
      values: Values === undefined ? {} : JSON.parse(fill(Values)),
    })),
  };
}

/** An image that is built by the deployment is named by the hash of what it is made of; nothing else here depends on that. */
function withoutTags(manifest: string): string {
  return manifest.replace(/(\.dkr\.ecr\.[^"\\:]+):[0-9a-f]{64}/g, '$1:built');
}

/** A text as a deployment fills it in: by what the template says of a resource, or a word of its name for what only AWS can say. */
function filled(value: unknown, properties: ReadonlyMap<string, Properties>): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return String(value);
  const [[name = '', inner] = []] = Object.entries(value);
  if (name === 'Fn::Join' && Array.isArray(inner))
    return inner[1].map((part: unknown) => filled(part, properties)).join(inner[0]);
  const [id, attribute] = [inner].flat().map(String);
  const said = name === 'Fn::GetAtt' ? properties.get(id ?? '')?.[attribute ?? ''] : undefined;
  if (typeof said === 'string') return said;
  return [inner]
    .flat()
    .map(String)
    .join('-')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
}
