import { fullDiff } from '@aws-cdk/cloudformation-diff';
import type { StackTemplate } from './synthesis/read.ts';

const HEADER = ['Stack', 'Principal', 'Effect', 'Actions', 'Resources', 'Condition'];

/** A Markdown table, sorted, with a row for every statement and attached managed policy of every stack. */
export function permissionsTable(stacks: Record<string, StackTemplate>): string {
  const rows = Object.entries(stacks).flatMap(([stage, template]) => statementRows(stage, template));
  const lines = [HEADER, HEADER.map(() => '---'), ...rows.toSorted(byText)].map((cells) => `| ${cells.join(' | ')} |`);
  return `# Who may do what\n\nA row a statement, over all stacks of prod. Compared by \`npm test\`.\n\n${lines.join('\n')}\n`;
}

function statementRows(stage: string, template: StackTemplate): string[][] {
  const { statements, managedPolicies } = fullDiff({}, template).iamChanges;
  const given = statements.additions.map((statement) => {
    const { principal, effect, action, resource, condition } = statement.render();
    return [stage, principal, effect, action, resource, condition].map(cell);
  });
  const attached = managedPolicies.additions.map(({ identityArn, managedPolicyArn }) =>
    [stage, `AWS:${identityArn}`, 'Allow', 'managed policy', managedPolicyArn, ''].map(cell),
  );
  return [...given, ...attached];
}

function cell(text: string | undefined): string {
  return (text ?? '').trim().replaceAll('|', '\\|').replace(/\n\s*/g, ' <br> ');
}

function byText(left: string[], right: string[]): number {
  const [a, b] = [left.join('\n'), right.join('\n')];
  return a < b ? -1 : a > b ? 1 : 0;
}
