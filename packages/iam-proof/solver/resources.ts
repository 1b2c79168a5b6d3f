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
  partition: string,
): ResourceClass[] {
  const told = [...new Set(patterns)].map(patternOf);
  const found = combinations([...forms.map((form) => plausibleResource(form, partition)), ...told]);
  const classes = found.map(({ matched, witness }) => ({
    arn: witness,
    forms: new Set(forms.filter((_, i) => matched[i])),
  }));
  return [...classes.filter((each) => each.forms.size > 0), { arn: '*', forms: new Set<string>() }];
}

/** What a Resource pattern takes. */
export function patternOf(text: string): TextPattern {
  // A star alone takes everything, and tells nothing apart.
  return text === '*' ? exactly(text) : resource(text);
}
