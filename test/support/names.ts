import type { StackTemplate } from './synthesis/read.ts';

type Stacks = Readonly<Record<string, StackTemplate>>;

/** Properties that name a resource where it lies. */
const NAMES = ['RoleName', 'UserName', 'ManagedPolicyName', 'BucketName', 'FunctionName', 'TrailName', 'Name'];

/** `${<logical id>}`, `${<logical id>.<attribute>}`, or either after `<stage>.`. */
const REFERENCE = /\$\{(?:([a-z][a-z-]*)\.)?(\w+)(?:\.(\w+))?\}/g;

/** A text with each reference to a resource as its name, or, where CloudFormation makes one up, as `[what it is]`. */
export function inNames(text: string, home: string, stacks: Stacks): string {
  return text.replace(REFERENCE, (reference, stage = home, id: string, attribute = 'Arn') => {
    const resources = stacks[stage]?.Resources ?? {};
    if (!(id in resources)) return reference;
    const name = nameOf(id, resources);
    return attribute.endsWith('Arn') ? name : `${name}.${attribute}`;
  });
}

function nameOf(id: string, resources: StackTemplate['Resources']): string {
  const { Properties } = Object(resources[id]);
  const name: unknown = NAMES.map((property) => Object(Properties)[property]).find((each) => typeof each === 'string');
  return typeof name === 'string' ? name : `[${shortest(id, Object.keys(resources))}]`;
}

/** A logical id without the hash at its end, unless another differs from it by its hash alone. */
function shortest(id: string, all: readonly string[]): string {
  const short = withoutHash(id);
  return all.filter((each) => withoutHash(each) === short).length === 1 ? short : id;
}

function withoutHash(id: string): string {
  return id.replace(/[0-9A-F]{8}$/, '');
}
