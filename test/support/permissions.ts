import { fullDiff } from '@aws-cdk/cloudformation-diff';
import { inNames } from './names.ts';
import type { StackTemplate } from './synthesis/read.ts';

const HEADER = ['Stack', 'Who', 'Effect', 'Actions', 'Resources', 'Condition'];

const TITLE = [
  '# Who may do what',
  '',
  'A row a statement, over all stacks of prod; a name in brackets is one that CloudFormation makes up. Compared by `npm test`.',
  '',
];

/** A Markdown table, sorted, with a row for every statement and attached managed policy of every stack. */
export function permissionsTable(stacks: Record<string, StackTemplate>): string {
  const rows = Object.entries(stacks).flatMap(([stage, template]) =>
    statementRows(template).map((cells) => [stage, ...cells.map((cell) => inWords(inNames(cell, stage, stacks)))]),
  );
  const lines = [HEADER, HEADER.map(() => '---'), ...rows.toSorted(byText)].map((cells) => `| ${cells.join(' | ')} |`);
  return [...TITLE, ...lines, ''].join('\n');
}

function statementRows(template: StackTemplate): string[][] {
  const { statements, managedPolicies } = fullDiff({}, template).iamChanges;
  const given = statements.additions.map((statement) => {
    const { principal, effect, action, resource } = statement.render();
    return [principal, effect, action, resource, conditions(statement.condition).join('\n')];
  });
  const attached = managedPolicies.additions.map(({ identityArn, managedPolicyArn }) => [
    identityArn,
    'Allow',
    'managed policy',
    managedPolicyArn,
    '',
  ]);
  return [...given, ...attached];
}

/** `<key> <operator> <value> or <value>`, a line each, as in airlock.md. */
function conditions(condition: unknown): string[] {
  return Object.entries(Object(condition)).flatMap(([operator, keys]) =>
    Object.entries(Object(keys)).map(([key, values]) => `${key} ${operator} ${[values].flat().join(' or ')}`),
  );
}

/** A cell on one line, without what every name of its kind begins with. Markdown would take `<…>` for a tag. */
function inWords(text: string): string {
  return text
    .replace(/^(AWS|Service):/gm, '')
    .replaceAll('arn:${AWS::Partition}:iam::aws:policy/', '')
    .replace(/arn:aws:s3:::cdk-[\w-]+\/<(asset [^>]+)>/g, '[$1]')
    .replaceAll('|', '\\|')
    .split('\n')
    .map((line) => line.trim())
    .toSorted()
    .join(' <br> ');
}

function byText(left: string[], right: string[]): number {
  const [a, b] = [left.join('\n'), right.join('\n')];
  return a < b ? -1 : a > b ? 1 : 0;
}
