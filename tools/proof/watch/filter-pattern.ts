import { CannotTell, matchesText } from '../../../packages/iam-proof/index.ts';

// A question mark is any character to IAM, whose way of comparing is used here, and itself to CloudWatch.
const EQUALS = String.raw`\$((?:\.\w+)+) = "([^"\\?]*)"`;
const ANY = String.raw`(?:${EQUALS}|\(${EQUALS}(?: \|\| ${EQUALS})*\))`;
const ALL = new RegExp(String.raw`^\{ ${ANY}(?: && ${ANY})* \}$`);

/**
 * A filter pattern of CloudWatch Logs that wants one of several texts of each of some fields: `{ ($.a = "x*" || $.b.c = "y") && $.d = "z" }`.
 * A star is any text, and a property that is not there equals nothing. (CloudWatch Logs user guide, "Filter pattern syntax for
 * metric filters, subscription filters, filter log events, and Live Tail".)
 *
 * @throws CannotTell at anything else
 */
export function filterPattern(pattern: string, source: string): (event: unknown) => boolean {
  if (!ALL.test(pattern)) throw new CannotTell(source, `the filter pattern ${pattern} is not understood`);
  const clauses = found(ANY, pattern).map(([clause]) => found(EQUALS, clause));
  return (event) =>
    clauses.every((any) =>
      any.some(([, path = '', text = '']) => {
        const value = path.split('.').slice(1).reduce(valueIn, event);
        return typeof value === 'string' && matchesText(text, value);
      }),
    );
}

function found(form: string, text: string): RegExpExecArray[] {
  return [...text.matchAll(new RegExp(form, 'g'))];
}

function valueIn(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
