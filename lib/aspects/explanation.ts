/** Why a finding of a rule pack stays, on the constructs that it names and nowhere else. */
export interface Explanation {
  /** Rules by their ids, with the pack before each. */
  readonly rules: readonly string[];

  /**
   * Paths of resources behind `<app>-<environment>-`, `*` for one part of a path or a piece of it.
   */
  readonly at: readonly string[];

  /**
   * Findings of a rule that has several on a resource.
   *
   * @default - all
   */
  readonly finding?: RegExp;

  /** In words, for a reviewer of security. */
  readonly reason: string;
}

/** A finding as a rule pack tells it: `AwsSolutions-IAM5[Resource::*]` on a resource. */
export interface NagFinding {
  readonly rule: string;
  readonly path: string;
}

/** True where an explanation is of a finding. */
export function explains({ rules, at, finding }: Explanation, { rule, path }: NagFinding): boolean {
  const [, id = '', detail] = /^([^[]+)(?:\[(.*)\])?$/s.exec(rule) ?? [];
  return (
    rules.includes(id) &&
    at.some((pattern) => matches(pattern, path)) &&
    (finding === undefined || finding.test(detail ?? ''))
  );
}

function matches(pattern: string, path: string): boolean {
  // Further stacks of a stage have a number behind its name.
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '[^/]*')
    .replace('/', '(-[0-9]+)?/');
  return new RegExp(`^[a-z0-9-]+-${source}$`).test(path);
}
