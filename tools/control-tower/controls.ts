import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { CfnGuardValidator } from '@cdklabs/cdk-validator-cfnguard';
import { App } from 'aws-cdk-lib';
import { explains } from '../../lib/aspects/explanation.ts';
import { CONTROL_TOWER } from '../../lib/aspects/explanations-control-tower.ts';
import { type Stack, stacksOf } from './stacks.ts';

/** A resource that one of Control Tower's proactive controls would refuse. */
export interface Refusal {
  /** The control by AWS's id, such as `CT.S3.PR.2`. */
  readonly control: string;
  readonly wants: string;
  /** Path of the construct. */
  readonly path: string;
  /** Why it stays; undefined where nobody has explained it. */
  readonly reason?: string;
}

/** What the proactive controls would refuse of a cloud assembly, explained or not. */
export function refusals(folder: string): Refusal[] {
  const stacks = stacksOf(folder);
  return violations(stacks).flatMap(({ description, violatingResources }) => {
    const [, control = '', wants = ''] = /^\[(CT\.[A-Z0-9.]+)\]: (.*)/.exec(description) ?? [];
    if (control === '') throw new Error(`got "${description}" of a rule, wanted it to begin with the control's id`);
    // A rule that compares with another resource also tells of the template as a whole.
    const named = violatingResources.filter(({ resourceLogicalId = '' }) => resourceLogicalId !== '');
    if (named.length === 0) throw new Error(`got ${control} of no resource, wanted one at least`);
    const places = named.map(({ templatePath = '', resourceLogicalId = '' }) =>
      pathOf(stacks, basename(templatePath), resourceLogicalId),
    );
    return [...new Set(places)].map((path) => {
      const reason = CONTROL_TOWER.find((each) => explains(each, { rule: control, path }))?.reason;
      return { control, wants, path, ...(reason !== undefined && { reason }) };
    });
  });
}

type Violations = ReturnType<CfnGuardValidator['validate']>['violations'];

function violations(stacks: readonly Stack[]): Violations {
  const folder = mkdtempSync(join(tmpdir(), 'airlock-controls-'));
  try {
    const templatePaths = stacks.map(({ template }) => asDeployed(template, folder));
    return new CfnGuardValidator().validate({ templatePaths, appConstruct: new App() }).violations;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A template as a control sees it: CloudFormation has put in what another stack exports. */
function asDeployed(template: string, folder: string): string {
  const target = join(folder, basename(template));
  const text = readFileSync(template, 'utf8');
  if (!text.includes('Fn::ImportValue')) {
    copyFileSync(template, target);
    return target;
  }
  const filled = JSON.parse(text, (_, value) => value?.['Fn::ImportValue'] ?? value);
  writeFileSync(target, JSON.stringify(filled));
  return target;
}

function pathOf(stacks: readonly Stack[], template: string, logicalId: string): string {
  const path = stacks.find((stack) => basename(stack.template) === template)?.paths.get(logicalId);
  if (path === undefined) throw new Error(`got the resource ${logicalId} of ${template}, which no construct has made`);
  return path;
}
