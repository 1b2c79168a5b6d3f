import {
  type App,
  type IPolicyValidationContext,
  type IPolicyValidationPlugin,
  type PolicyValidationPluginReport,
  Validations,
} from 'aws-cdk-lib';
import type { NagPack } from 'cdk-nag';
import { explains } from './explanation.ts';
import { EXPLANATIONS } from './explanations.ts';

/**
 * A rule pack of cdk-nag whose explained findings are acknowledged, each by its whole id and on its own resource, so that
 * the validation report shows them as suppressed, with their reasons. Any other finding fails the synthesis.
 */
export class ExplainedChecks implements IPolicyValidationPlugin {
  readonly name: string;

  constructor(
    private readonly app: App,
    private readonly pack: NagPack,
  ) {
    this.name = pack.name;
  }

  validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    const report = this.pack.validate(context);
    const constructs = new Map(this.app.node.findAll().map((construct) => [construct.node.path, construct]));
    for (const { ruleName, violatingResources } of report.violations) {
      for (const { constructPath = '' } of violatingResources) {
        const construct = constructs.get(constructPath);
        const finding = { rule: ruleName, path: constructPath };
        const explanation = EXPLANATIONS.find((each) => explains(each, finding));
        // Without the pack's name before it, an id is taken out without a record.
        const id = `${this.name}::${ruleName}`;
        if (construct && explanation) Validations.of(construct).acknowledge({ id, reason: explanation.reason });
      }
    }
    return report;
  }
}
