import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Config } from '../../lib/config/config.ts';
import { deploymentName } from '../../lib/contract/index.ts';
import type { Cloud } from '../../packages/local-cloud/cloud.ts';

/** File of the outputs of a deploy, by stack and name. */
export function outputsFile({ stateFolder }: Cloud): string {
  return join(stateFolder, 'outputs.json');
}

/** Looks up an output of the ingestion stack by its name within the site. */
export function outputsOf(cloud: Cloud, config: Config, site: string): (name: string) => string {
  const file = outputsFile(cloud);
  if (!existsSync(file)) throw new Error(`${file}: no such file, wanted the outputs of a deploy`);
  const stacks = z.record(z.string(), z.record(z.string(), z.string())).parse(JSON.parse(readFileSync(file, 'utf8')));
  const outputs = stacks[`${deploymentName(config)}-ingestion`] ?? {};
  return (name) => {
    // The CDK makes the key of the output's path, and puts a hash behind it.
    const key = new RegExp(`^${site.replaceAll('-', '')}${name}[0-9A-F]{8}$`);
    const [, value] = Object.entries(outputs).find(([each]) => key.test(each)) ?? [];
    if (value === undefined) throw new Error(`${file}: got no output ${name} of ${site}, wanted its ARN`);
    return value;
  };
}
