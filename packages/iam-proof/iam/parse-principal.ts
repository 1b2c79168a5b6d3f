import { isObject, type Json, show } from '../assembly/json.ts';
import { CannotTell } from '../cannot-tell.ts';
import type { PrincipalEntry, PrincipalKind } from './policy.ts';
import { textsAt } from './texts.ts';

const KINDS: readonly PrincipalKind[] = ['AWS', 'Service', 'Federated', 'CanonicalUser'];

/** Those whom the Principal element of a statement names, where it has one. */
export function parsePrincipal(value: Json | undefined, source: string): PrincipalEntry[] | undefined {
  if (value === undefined) return undefined;
  if (value === '*') return [{ kind: 'AWS', pattern: '*' }];
  if (!isObject(value)) throw new CannotTell(source, `got the principal ${show(value)}, wanted "*" or an object`);
  return Object.entries(value).flatMap(([name, patterns]) => {
    const kind = KINDS.find((known) => known === name);
    if (kind === undefined)
      throw new CannotTell(source, `got a principal of the kind ${show(name)}, wanted one of ${KINDS.join(', ')}`);
    return textsAt(patterns, `${source}.Principal.${name}`).map((pattern) => ({
      kind,
      pattern: whole(pattern, source),
    }));
  });
}

/** IAM takes a star for everybody, and none within an ARN. */
function whole(pattern: string, source: string): string {
  if (pattern !== '*' && /[*?]/.test(pattern)) {
    throw new CannotTell(source, `got the principal ${show(pattern)}: IAM takes no wildcard within one`);
  }
  return pattern;
}
