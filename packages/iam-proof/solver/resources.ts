import type { Context } from '../iam/request.ts';
import { tokensOf } from '../iam/variables.ts';
import { widened } from './formula/variables.ts';
import { combinations } from './text/combinations.ts';
import { exactly, plausibleResource, resource, type TextPattern } from './text/pattern.ts';

/** A resource that stands for all that no pattern of a question tells from it. */
export interface ResourceClass {
  /** Its ARN, or `*` for an action that knows no resource. */
  readonly arn: string;
  /** Forms of the service reference that it has. */
  readonly forms: ReadonlySet<string>;
}

/** One resource of each kind that the patterns and the forms tell from the others. */
export function resourceClasses(
  patterns: readonly string[],
  forms: readonly string[],
  facts: Context,
  partition: string,
): ResourceClass[] {
  const told = new Map([...patterns.map((text) => patternOf(text, facts))].map((pattern) => [pattern.id, pattern]));
  const found = combinations([...forms.map((form) => plausibleResource(form, partition)), ...told.values()]);
  const classes = found.map(({ matched, witness }) => ({
    arn: witness,
    forms: new Set(forms.filter((_, i) => matched[i])),
  }));
  return [...classes.filter((each) => each.forms.size > 0), { arn: '*', forms: new Set<string>() }];
}

/** What a Resource pattern takes, with any value for what is not known. */
export function patternOf(text: string, facts: Context): TextPattern {
  const pieces = tokensOf(widened(text, facts), facts) ?? [];
  // A star alone takes everything, and tells nothing apart.
  return text === '*' ? exactly([{ text, isLiteral: true }]) : resource(pieces);
}
