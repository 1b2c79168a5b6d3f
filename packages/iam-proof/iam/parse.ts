import { type Json, type JsonObject, objectAt, show } from '../assembly/json.ts';
import { CannotTell } from '../cannot-tell.ts';
import { parseConditions } from './parse-conditions.ts';
import { parsePrincipal } from './parse-principal.ts';
import type { Patterns, Policy, PolicyKind, Statement } from './policy.ts';
import { textsAt } from './texts.ts';

/** Kinds of policies whose statements must name a principal; those of the others must not. */
const NAMES_PRINCIPAL: readonly PolicyKind[] = ['resource', 'key', 'trust'];

/**
 * The statements of a policy document, its references resolved; `source` is what each statement is found by.
 *
 * @throws CannotTell where any part is not understood.
 */
export function parsePolicy(document: Json | undefined, kind: PolicyKind, source: string): Policy {
  const { Version, Id: _, Statement: statements, ...rest } = objectAt(document, source);
  refuse(rest, source);
  // Without this version, policy variables would be plain text.
  if (Version !== '2012-10-17') throw new CannotTell(source, `got Version ${show(Version)}, wanted "2012-10-17"`);
  const list = Array.isArray(statements) ? statements : [statements];
  return { kind, statements: list.map((each, index) => statement(each, kind, `${source}.Statement[${index}]`)) };
}

function statement(value: Json | undefined, kind: PolicyKind, source: string): Statement {
  const { Sid, Effect, Action, NotAction, Resource, NotResource, Principal, Condition, ...rest } = objectAt(
    value,
    source,
  );
  refuse(rest, source);
  if (Effect !== 'Allow' && Effect !== 'Deny')
    throw new CannotTell(source, `got Effect ${show(Effect)}, wanted Allow or Deny`);
  if (Sid !== undefined && typeof Sid !== 'string') throw new CannotTell(source, `got Sid ${show(Sid)}, wanted a text`);
  const principal = parsePrincipal(Principal, source);
  if ((principal !== undefined) !== NAMES_PRINCIPAL.includes(kind)) {
    throw new CannotTell(
      source,
      `got ${principal === undefined ? 'no' : 'a'} principal in a policy of the kind "${kind}"`,
    );
  }
  const resource = patterns({ Resource, NotResource }, isResource, source);
  if ((resource === undefined) !== (kind === 'trust')) {
    throw new CannotTell(
      source,
      `got ${resource === undefined ? 'no' : 'a'} resource in a policy of the kind "${kind}"`,
    );
  }
  const action = patterns({ Action, NotAction }, isAction, source);
  if (action === undefined) throw new CannotTell(source, 'got neither Action nor NotAction, wanted one');
  return {
    ...(Sid !== undefined && { sid: Sid }),
    effect: Effect,
    action,
    ...(resource && { resource }),
    ...(principal && { principal }),
    conditions: Condition === undefined ? [] : parseConditions(Condition, `${source}.Condition`),
    source,
  };
}

function patterns(
  elements: Readonly<Record<string, Json | undefined>>,
  isRight: (pattern: string) => boolean,
  source: string,
): Patterns | undefined {
  const given = Object.entries(elements).filter(([, value]) => value !== undefined);
  if (given.length > 1) throw new CannotTell(source, `got both ${Object.keys(elements).join(' and ')}, wanted one`);
  const [[element, value] = []] = given;
  if (element === undefined || value === undefined) return undefined;
  const found = textsAt(value, `${source}.${element}`);
  const wrong = found.find((pattern) => !isRight(pattern));
  if (wrong !== undefined)
    throw new CannotTell(source, `got the ${element.toLowerCase()} ${show(wrong)}, which IAM does not take`);
  if (found.length === 0) throw new CannotTell(source, `got an empty ${element}, wanted at least one`);
  return { inverted: element.startsWith('Not'), patterns: found };
}

function isAction(pattern: string): boolean {
  return pattern === '*' || /^[a-z0-9-]+:[A-Za-z0-9*?]+$/i.test(pattern);
}

/** An ARN that ends early and has a star before its end can be read in two ways: IAM's page does not say where it ends. */
function isResource(pattern: string): boolean {
  const parts = pattern.split(':');
  const isClear = parts.length >= 6 || !parts.slice(0, -1).some((part) => part.endsWith('*'));
  return pattern === '*' || (/^arn:[^:]+:[^:]+/.test(pattern) && isClear);
}

function refuse(rest: JsonObject, source: string): void {
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined) throw new CannotTell(source, `the element ${unknown} is not understood`);
}
