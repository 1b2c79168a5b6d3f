import { Template } from 'aws-cdk-lib/assertions';
import type { Config } from '../../lib/config/config.ts';
import { loadConfig } from '../../lib/config/load-config.ts';
import { readStacks } from './synthesis/read.ts';
import { assemblyFolder, type Wanted } from './synthesis/wanted.ts';

/** The stage in a stack's name. */
export function stageOf(config: Config, stackName: string): string {
  return stackName.replace(`${config.app}-${config.environment}-`, '');
}

/** Templates of every stack of a configuration, by stage. */
export async function synthesize(
  config: Config = loadConfig('local'),
  context?: Wanted['context'],
): Promise<Record<string, Template>> {
  const stacks = readStacks(await assemblyFolder({ config, ...(context && { context }) }));
  return Object.fromEntries(stacks.map(({ name, template }) => [stageOf(config, name), Template.fromJSON(template)]));
}

/** A template that a test says must exist. */
export function templateOf(templates: Record<string, Template>, stage: string): Template {
  const template = templates[stage];
  if (template === undefined) throw new Error(`no stack "${stage}", only ${Object.keys(templates).join(', ')}`);
  return template;
}

/** ARN and name of each bucket, beside its word. */
const BUCKETS = ['local', 'dev', 'prod'].flatMap((environment) =>
  Object.entries(loadConfig(environment).buckets).flatMap(([layer, name]) => {
    const word = `<${layer[0]?.toUpperCase()}${layer.slice(1)}>`;
    return [`arn:aws:s3:::${name}`, name].map((words) => [words, word] as const);
  }),
);

type Json = Record<string, unknown>;

/** Resources of one type whose logical id begins with a prefix: exactly one is wanted. */
export function propertiesOf(template: Template, type: string, idPrefix: string): Json {
  const found = Object.entries(template.findResources(type)).filter(([id]) => id.startsWith(idPrefix));
  const [first] = found;
  if (found.length !== 1 || first === undefined) {
    throw new Error(`wanted one ${type} "${idPrefix}…", got ${found.map(([id]) => id).join(', ') || 'none'}`);
  }
  return first[1].Properties;
}

/** A policy document's statements with every bucket, referred to or named, put in plain words, so that a test can name the whole list. */
export function readable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(readable);
  if (typeof value === 'string') return BUCKETS.reduce((text, [name, layer]) => text.replaceAll(name, layer), value);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [entry] = entries;
  if (entries.length === 1 && entry !== undefined) {
    const [key, inner] = entry;
    if (key === 'Fn::Join' && Array.isArray(inner) && Array.isArray(inner[1])) return inner[1].map(readable).join('');
    if (key === 'Fn::GetAtt' && Array.isArray(inner)) return `<${layerOf(inner[0])}>`;
    if (key === 'Ref') return `<${layerOf(inner)}>`;
  }
  return Object.fromEntries(entries.map(([key, inner]) => [key, readable(inner)]));
}

function layerOf(id: unknown): string {
  return (
    /Landing(?=[0-9A-F]{8})|Bronze|Silver|Gold(?=[0-9A-F]{8})|AccessLogs|Queue|DeadLetters|Stream(?=[0-9A-F]{8})/.exec(
      String(id),
    )?.[0] ?? String(id)
  );
}
