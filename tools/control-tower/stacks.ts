import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A stack of a cloud assembly. */
export interface Stack {
  /** Path of its template's file. */
  readonly template: string;
  /** Paths of its constructs, by the logical id of the resource that each has made. */
  readonly paths: ReadonlyMap<string, string>;
}

interface Artifact {
  readonly type: string;
  readonly properties: { readonly templateFile: string };
  readonly additionalMetadataFile?: string;
  readonly metadata?: Metadata;
}

type Metadata = Readonly<Record<string, readonly { readonly type: string; readonly data?: unknown }[]>>;

/** The stacks of a cloud assembly, as its manifest lists them. */
export function stacksOf(folder: string): Stack[] {
  const read = <T>(file: string): T => JSON.parse(readFileSync(join(folder, file), 'utf8'));
  const { artifacts } = read<{ artifacts: Readonly<Record<string, Artifact>> }>('manifest.json');
  return Object.values(artifacts)
    .filter(({ type }) => type === 'aws:cloudformation:stack')
    .map(({ properties, additionalMetadataFile: beside, metadata = {} }) => ({
      template: join(folder, properties.templateFile),
      paths: pathsIn({ ...metadata, ...(beside !== undefined && read<Metadata>(beside)) }),
    }));
}

function pathsIn(metadata: Metadata): Map<string, string> {
  const made = Object.entries(metadata).flatMap(([path, entries]) =>
    entries
      .filter(({ type }) => type === 'aws:cdk:logicalId')
      .map(({ data }) => [String(data), path.replace(/^\//, '')] as const),
  );
  return new Map(made);
}
