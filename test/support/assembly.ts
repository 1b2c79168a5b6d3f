import { loadConfig } from '../../lib/config/load-config.ts';
import { stageOf } from './stacks.ts';
import type { ChangeName } from './synthesis/changes.ts';
import { type Assets, readStacks, type StackTemplate } from './synthesis/read.ts';
import { assemblyFolder } from './synthesis/wanted.ts';

/**
 * Templates of an environment by stage, as the CDK writes them, but every asset's hash replaced by the asset's name:
 * a change of a Lambda's code is reviewed as code, while a new or swapped asset shows here.
 */
export async function assemble(environment: string, change?: ChangeName): Promise<Record<string, StackTemplate>> {
  const config = loadConfig(environment);
  const stacks = readStacks(await assemblyFolder({ config, ...(change !== undefined && { change }) }));
  return Object.fromEntries(
    stacks.map(({ name, template, assets }) => {
      const readable = openDocuments(template);
      return [stageOf(config, name), withoutBootstrap(nameAssets(readable, assets))];
    }),
  );
}

function nameAssets(template: unknown, assets: Assets): StackTemplate {
  const text = Object.entries(assets).reduce(
    (result, [hash, { displayName = 'without a name' }]) => result.replaceAll(hash, `<asset ${displayName}>`),
    JSON.stringify(template),
  );
  // The CDK sorts resources by their hashes.
  return JSON.parse(text, (_, value) => (isListOfAssets(value) ? value.toSorted() : value));
}

function isListOfAssets(value: unknown): value is string[] {
  return Array.isArray(value) && value.some((each) => typeof each === 'string' && each.includes('<asset '));
}

/** Properties whose text is a JSON document of its own. */
const DOCUMENTS = ['DefinitionString', 'DashboardBody'];

/** Documents within a template as what they hold, since nobody reads a state machine on one line. */
function openDocuments(template: unknown): unknown {
  return JSON.parse(JSON.stringify(template), (key, value) => {
    if (!DOCUMENTS.includes(key)) return value;
    const parts: unknown[] = typeof value === 'string' ? [value] : value['Fn::Join'][1];
    return JSON.parse(parts.map((part) => (typeof part === 'string' ? part : reference(part))).join(''));
  });
}

/** `${Id}` or `${Id.Attribute}`, as Fn::Sub writes them. */
function reference(token: unknown): string {
  const { Ref, 'Fn::GetAtt': attribute } = Object(token);
  return `\${${Ref ?? attribute.join('.')}}`;
}

/** Every stack has the bootstrap version's parameter and rule, the same everywhere. */
function withoutBootstrap({ Parameters, Rules, ...template }: StackTemplate): StackTemplate {
  const parameters = Object.entries(Parameters ?? {}).filter(([name]) => name !== 'BootstrapVersion');
  const rules = Object.entries(Rules ?? {}).filter(([name]) => name !== 'CheckBootstrapVersion');
  return {
    ...(parameters.length > 0 && { Parameters: Object.fromEntries(parameters) }),
    ...(rules.length > 0 && { Rules: Object.fromEntries(rules) }),
    ...template,
  };
}
