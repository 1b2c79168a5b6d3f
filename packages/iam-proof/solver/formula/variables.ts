import type { Context } from '../../iam/request.ts';
import { tokensOf } from '../../iam/variables.ts';

const VARIABLE = /\$\{[^}]*\}/g;

/** Condition keys that the variables of a text stand for, and that nothing is known of. */
export function openKeys(text: string, facts: Context): string[] {
  const open = [...text.matchAll(VARIABLE)].filter(([variable]) => tokensOf(variable, facts) === undefined);
  return open.map(([variable]) => /^\$\{\s*([^,}]*[^,}\s])/.exec(variable)?.[1]?.toLowerCase() ?? variable);
}

/** A pattern that takes all that the text takes with any value for what is not known. */
export function widened(text: string, facts: Context): string {
  return text.replace(VARIABLE, (variable) => (tokensOf(variable, facts) === undefined ? '*' : variable));
}
