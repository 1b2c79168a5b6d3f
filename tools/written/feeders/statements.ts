import type { aws_iam as iam } from 'aws-cdk-lib';
import { listAt, objectAt } from '../../../packages/iam-proof/assembly/json.ts';
import { parsePolicy } from '../../../packages/iam-proof/iam/parse.ts';
import type { Statement } from '../../../packages/iam-proof/iam/policy.ts';

/** Statements of the policy code as the proof reads them. */
export function parseStatements(
  statements: readonly iam.PolicyStatement[],
  kind: 'identity' | 'resource',
): readonly Statement[] {
  const json: unknown = statements.map((each) => each.toStatementJson());
  const Statement = listAt(JSON.parse(JSON.stringify(json)), kind).map((each) => objectAt(each, kind));
  return parsePolicy({ Version: '2012-10-17', Statement }, kind, 'lib/').statements;
}
