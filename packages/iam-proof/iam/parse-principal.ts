import { isObject, type JsonObject, show } from '../assembly/json.ts';
import { CannotTell } from '../cannot-tell.ts';
import type { PrincipalElement, PrincipalKind } from './policy.ts';
import { textsAt } from './texts.ts';

const KINDS: readonly PrincipalKind[] = ['AWS', 'Service', 'Federated', 'CanonicalUser'];

/** The principal element of a statement, where it has one. */
export function parsePrincipal(parts: JsonObject, source: string): PrincipalElement | undefined {
  const { Principal: plain, NotPrincipal: inverted } = parts;
  if (plain !== undefined && inverted !== undefined) {
    throw new CannotTell(source, 'got both Principal and NotPrincipal, wanted one');
  }
  const value = plain ?? inverted;
  if (value === undefined) return undefined;
  if (value === '*') return { inverted: plain === undefined, entries: [{ kind: 'AWS', pattern: '*' }] };
  if (!isObject(value)) throw new CannotTell(source, `got the principal ${show(value)}, wanted "*" or an object`);
  const entries = Object.entries(value).flatMap(([name, patterns]) => {
    const kind = KINDS.find((known) => known === name);
    if (kind === undefined)
      throw new CannotTell(source, `got a principal of the kind ${show(name)}, wanted one of ${KINDS.join(', ')}`);
    return textsAt(patterns, `${source}.Principal.${name}`).map((pattern) => ({
      kind,
      pattern: whole(pattern, source),
    }));
  });
  return { inverted: plain === undefined, entries };
}

/** IAM takes a star for everybody, and none within an ARN. */
function whole(pattern: string, source: string): string {
  if (pattern !== '*' && /[*?]/.test(pattern)) {
    throw new CannotTell(source, `got the principal ${show(pattern)}: IAM takes no wildcard within one`);
  }
  return pattern;
}
