import type { Context } from '../../iam/request.ts';

const VARIABLE = /\$\{([^}]*)\}/g;

/** Condition keys that the variables of a text stand for, and that nothing is known of. */
export function openKeys(text: string, facts: Context): string[] {
  return [...text.matchAll(VARIABLE)].flatMap(([, name = '']) => openKey(name, facts) ?? []);
}

/** A pattern that takes all that the text takes with any value for what is not known. */
export function widened(text: string, facts: Context): string {
  return text.replace(VARIABLE, (variable, name: string) => (openKey(name, facts) === undefined ? variable : '*'));
}

/** The key of a variable; undefined where it is known. A default is no knowledge: a request may have the key. */
function openKey(name: string, facts: Context): string | undefined {
  if (['*', '?', '$'].includes(name)) return undefined;
  const key = (name.split(',')[0] ?? '').trim().toLowerCase();
  return facts[key] === undefined ? key : undefined;
}
