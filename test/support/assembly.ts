import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from 'aws-cdk-lib';
import { loadConfig } from '../../lib/config/load-config.ts';
import { makeApp } from '../../lib/stacks/make-app.ts';
import { stageOf } from './stacks.ts';

/** A CloudFormation template, as far as the golden files read it. */
export interface StackTemplate {
  readonly Resources: Record<string, { readonly Type: string; readonly DeletionPolicy?: string }>;
  readonly [section: string]: unknown;
}

/**
 * Templates of an environment by stage, as the CDK writes them, but every asset's hash replaced by the asset's name:
 * a change of a Lambda's code is reviewed as code, while a new or swapped asset shows here.
 *
 * `change` is called between construction and synthesis.
 */
export function assemble(environment: string, change: (app: App) => void = () => {}): Record<string, StackTemplate> {
  const outdir = mkdtempSync(join(tmpdir(), 'airlock-golden-'));
  try {
    const config = loadConfig(environment);
    const app = makeApp(config, { outdir });
    change(app);
    return Object.fromEntries(
      app
        .synth()
        .stacks.map((stack) => [
          stageOf(config, stack.stackName),
          withoutBootstrap(nameAssets(openDocuments(stack.template), join(outdir, `${stack.id}.assets.json`))),
        ]),
    );
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

function nameAssets(template: unknown, manifest: string): StackTemplate {
  const { files } = JSON.parse(readFileSync(manifest, 'utf8')) as { files: Record<string, { displayName?: string }> };
  const text = Object.entries(files).reduce(
    (result, [hash, { displayName = 'without a name' }]) => result.replaceAll(hash, `<asset ${plain(displayName)}>`),
    JSON.stringify(template),
  );
  return JSON.parse(text);
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

/** A Glue script's asset has a hash of its path on this machine in its name. */
function plain(displayName: string): string {
  return displayName.replace(/[0-9a-f]{32}$/, '');
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
