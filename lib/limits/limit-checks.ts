import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { IPolicyValidationContext, IPolicyValidationPlugin, PolicyValidationPluginReport } from 'aws-cdk-lib';
import type { Config } from '../config/config.ts';
import { usesOf } from './limits.ts';
import { broken, near, sentence } from './site-room.ts';

/** Refuses what AWS would refuse for its size when it is deployed, and tells what is nearly as large. */
export class LimitChecks implements IPolicyValidationPlugin {
  readonly name = 'airlock-limits';
  readonly #config: Config;

  constructor(config: Config) {
    this.#config = config;
  }

  validate({ templatePaths }: IPolicyValidationContext): PolicyValidationPluginReport {
    const sites = this.#config.sites.map(({ id }) => id);
    const stacks = templatePaths.map((path) => ({
      name: basename(path, '.template.json'),
      template: JSON.parse(readFileSync(path, 'utf8')),
    }));
    const uses = usesOf(stacks, sites);
    for (const use of near(uses)) console.error(`limit near: ${sentence(use)}`);
    const violations = broken(uses).map((use) => ({
      ruleName: use.limit,
      description: sentence(use),
      fix: `look at ${use.key} in config/${this.#config.environment}.json`,
      violatingResources: stacks
        .filter(({ name }) => use.where.startsWith(name))
        .map(({ name }) => ({
          resourceLogicalId: use.where.slice(name.length + 1) || name,
          templatePath: templatePaths.find((path) => basename(path) === `${name}.template.json`) ?? '',
          locations: [],
        })),
    }));
    return { success: violations.length === 0, violations };
  }
}
