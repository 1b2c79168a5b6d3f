import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CannotTell } from '../cannot-tell.ts';
import { type Json, type JsonObject, objectAt, show, textAt } from './json.ts';
import type { Assembly, Stack, TemplateResource } from './template.ts';

const STACK = 'aws:cloudformation:stack';

/**
 * Reads every stack of the cloud assembly in a folder, nested assemblies not allowed.
 *
 * @throws CannotTell where the folder, its manifest or a template is missing or broken.
 */
export function readAssembly(folder: string): Assembly {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    throw new CannotTell(folder, 'no such folder, wanted what `cdk synth` writes (cdk.out)');
  }
  const file = join(folder, 'manifest.json');
  const artifacts = objectAt(readJson(file).artifacts, `${file} artifacts`);
  const stacks = Object.entries(artifacts).flatMap(([name, artifact]) => stackOf(folder, name, artifact));
  if (stacks.length === 0) throw new CannotTell(file, 'got no stack, wanted at least one');
  return { folder, stacks };
}

function stackOf(folder: string, name: string, artifact: Json): Stack[] {
  const where = `${join(folder, 'manifest.json')} ${name}`;
  const { type, environment, properties } = objectAt(artifact, where);
  if (type === 'cdk:cloud-assembly') throw new CannotTell(where, 'a nested assembly is not understood');
  if (type !== STACK) return [];
  const [, account, region] = /^aws:\/\/(\d{12})\/([a-z0-9-]+)$/.exec(textAt(environment, where)) ?? [];
  if (account === undefined || region === undefined) {
    throw new CannotTell(where, `got the environment ${show(environment)}, wanted an account and a region`);
  }
  const { templateFile, stackTemplateAssetObjectUrl: uploaded } = objectAt(properties, where);
  const file = join(folder, textAt(templateFile, where));
  const [, bucket] = /^s3:\/\/([^/]+)\//.exec(typeof uploaded === 'string' ? uploaded : '') ?? [];
  const assetBuckets = bucket === undefined ? [] : [bucket];
  return [parseStack({ name, account, region, assetBuckets }, readJson(file), file)];
}

/**
 * A stack out of its parsed template; `where` is what errors call it.
 *
 * @throws CannotTell where the template has a part that is not understood.
 */
export function parseStack(
  { name, account, region, assetBuckets }: Pick<Stack, 'name' | 'account' | 'region' | 'assetBuckets'>,
  template: JsonObject,
  where: string,
): Stack {
  const {
    Resources,
    Conditions = {},
    Outputs = {},
    Parameters = {},
    Rules: _,
    Metadata: __,
    Mappings,
    ...rest
  } = template;
  const [unknown] = Object.keys(rest).filter((key) => !['AWSTemplateFormatVersion', 'Description'].includes(key));
  if (unknown !== undefined) throw new CannotTell(where, `the section ${unknown} is not understood`);
  if (Mappings !== undefined) throw new CannotTell(where, 'the section Mappings is not understood');
  const resources = Object.entries(objectAt(Resources, `${where} Resources`)).map(
    ([id, resource]) => [id, resourceOf(resource, `${name}/${id}`)] as const,
  );
  return {
    name,
    account,
    region,
    assetBuckets,
    resources: Object.fromEntries(resources),
    conditions: objectAt(Conditions, `${where} Conditions`),
    outputs: objectAt(Outputs, `${where} Outputs`),
    parameters: objectAt(Parameters, `${where} Parameters`),
  };
}

function resourceOf(value: Json, where: string): TemplateResource {
  const { Type, Properties = {}, ...attributes } = objectAt(value, where);
  return { type: textAt(Type, `${where} Type`), properties: objectAt(Properties, `${where} Properties`), attributes };
}

function readJson(file: string): JsonObject {
  if (!existsSync(file)) throw new CannotTell(file, 'no such file');
  let content: Json;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new CannotTell(file, `not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  return objectAt(content, file);
}
