import type { Template } from 'aws-cdk-lib/assertions';
import { readable } from '../../support/stacks.ts';

type Json = Record<string, unknown>;

/** An object of Kubernetes, what a template refers to written as text. */
export interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec: Json;
  readonly rules?: unknown;
}

/** Properties of every resource of a type. */
export function propertiesOfAll(template: Template, type: string): Json[] {
  return Object.values(template.findResources(type)).map(({ Properties }) => Properties ?? {});
}

/** Every object that is applied to the cluster. */
export function manifestsOf(template: Template): Manifest[] {
  return propertiesOfAll(template, 'Custom::AWSCDK-EKS-KubernetesResource').flatMap(({ Manifest: text }) =>
    JSON.parse(String(readable(text))),
  );
}

/** Logical ids of the resources of a type that another resource waits for, and that outlive it at a teardown. */
export function waitsFor(template: Template, id: string): string[] {
  const resources: Record<string, { DependsOn?: string[] }> = template.toJSON().Resources;
  const seen = new Set<string>();
  const visit = (each: string): void => {
    for (const other of resources[each]?.DependsOn ?? []) {
      if (seen.has(other)) continue;
      seen.add(other);
      visit(other);
    }
  };
  visit(id);
  return [...seen];
}

/** The logical id of the one resource whose id begins so. */
export function idOf(template: Template, beginning: string): string {
  const found = Object.keys(template.toJSON().Resources).filter((id) => id.startsWith(beginning));
  const [first] = found;
  if (first === undefined || found.length > 1) throw new Error(`wanted one ${beginning}…, got ${found.join(', ')}`);
  return first;
}
