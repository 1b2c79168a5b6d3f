import { z } from 'zod';
import { OWN_MODELS } from './own-models.ts';
import { unread } from './unread.ts';

const typeMeta = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string() }),
});

/** Packages that have a model of a kind, by how its API group ends. */
const PACKAGES: readonly (readonly [RegExp, string])[] = [
  [/^argoproj\.io\//, '@kubernetes-models/argo-cd'],
  [/^(v1|[a-z]+\/v\d+|[a-z.]+\.k8s\.io\/v\d+)$/, 'kubernetes-models'],
];

/**
 * Why Kubernetes would refuse an object, a line each: a wrong value, or a field that the kind does not have.
 *
 * The models' own validators let unknown fields pass. A field that a validator never reads is one that it does not know.
 */
export async function problemsOf(manifest: unknown): Promise<string[]> {
  const parsed = typeMeta.safeParse(manifest);
  if (!parsed.success) return [`not a Kubernetes object: ${z.prettifyError(parsed.error)}`];
  const { apiVersion, kind, metadata } = parsed.data;
  const object = `${kind} ${metadata.name}`;
  const own = OWN_MODELS[`${apiVersion} ${kind}`];
  if (own !== undefined)
    return (own.safeParse(manifest).error?.issues ?? []).map((issue) => `${object}: ${said(issue)}`);
  const validate = await validatorOf(apiVersion, kind);
  if (validate === undefined) return [`${object}: no model of ${kind} in ${apiVersion}`];
  const wrong: string[] = [];
  const unknown = unread(parsed.data, (watched) => {
    try {
      validate.call(watched);
    } catch (error) {
      wrong.push(error instanceof Error ? error.message : String(error));
    }
  });
  return [...wrong, ...unknown.map((path) => `unknown field ${path}`)].map((line) => `${object}: ${line}`);
}

function said({ path, message }: z.core.$ZodIssue): string {
  return `/${path.join('/')} ${message}`;
}

async function validatorOf(apiVersion: string, kind: string): Promise<((this: unknown) => void) | undefined> {
  const [, library] = PACKAGES.find(([pattern]) => pattern.test(apiVersion)) ?? [];
  if (library === undefined) return undefined;
  const group: Readonly<Record<string, unknown>> = await import(`${library}/${apiVersion}`);
  const model = group[kind];
  return typeof model === 'function' ? model.prototype.validate : undefined;
}
