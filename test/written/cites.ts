import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../tools/project/paths.ts';

/** Kinds of what a threat names, by how a test looks it up: `open` is what nothing in the project does. */
type Kind = 'open' | 'promise' | 'alarm' | 'statement' | 'file';

/** Ways in which docs/threats.md names something; the first that fits counts. */
const WAYS: readonly (readonly [Kind, RegExp])[] = [
  ['open', /^open: (?<name>.+)$/],
  ['promise', /^proof: \[(?<name>.+)\]\((?<path>\S+)\)$/],
  ['alarm', /^alarm \[(?<name>.+)\]\((?<path>\S+)\)$/],
  ['statement', /^\[`(?<name>\w+)`\]\((?<path>\S+)\)$/],
  ['file', /^\[(?<name>.+)\]\((?<path>\S+)\)$/],
];

/** Something that a threat names. */
export interface Cite {
  readonly threat: string;
  /** "Prevented by" and the like. */
  readonly aspect: string;
  readonly kind: Kind;
  readonly name: string;
  /** Below the project's root; that of the project itself where nothing is named. */
  readonly path: string;
}

/** Everything that the threats name, in the page's order. */
export function citesOfThreats(): Cite[] {
  let threat = '';
  let aspect = '';
  const text = readFileSync(join(ROOT, 'docs/threats.md'), 'utf8');
  return text.split('\n').flatMap((line) => {
    threat = /^### (T\d+)\. /.exec(line)?.[1] ?? threat;
    aspect = /^- (.+)/.exec(line)?.[1] ?? aspect;
    const [, item] = /^ +- (.+)/.exec(line) ?? [];
    return item === undefined ? [] : [{ threat, aspect, ...read(item) }];
  });
}

function read(item: string): Pick<Cite, 'kind' | 'name' | 'path'> {
  for (const [kind, way] of WAYS) {
    const { name, path = '..' } = way.exec(item)?.groups ?? {};
    if (name !== undefined) return { kind, name, path: join('docs', path) };
  }
  throw new Error(`docs/threats.md: "${item}" names nothing that a test can look up`);
}
