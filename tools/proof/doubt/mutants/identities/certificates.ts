/** Conditions of a sender's trust on a certificate, and on the anchor that answers for it. */

import { condition, lose, statement } from '../../edit/edits.ts';
import { sender } from '../../edit/find.ts';
import { type Assembly, type Json, type JsonObject, listed, object, text } from '../../edit/template.ts';
import { type Mutant, mistake } from '../../mutant.ts';

const ANCHOR = 'aws:SourceArn';
const SUBJECT = 'aws:PrincipalTag/x509Subject/CN';

/** The Allow of a sender's trust to Roles Anywhere. */
function anywhere(assembly: Assembly): JsonObject {
  return statement(
    sender(assembly).properties.AssumeRolePolicyDocument,
    'that trusts Roles Anywhere',
    ({ Principal, Action }) => {
      const assumes = listed(Action).includes('sts:AssumeRole');
      return assumes && JSON.stringify(Principal).includes('rolesanywhere.amazonaws.com');
    },
  );
}

/** Operator of a sender's trust that asks a key, and what it asks: live objects. */
function asking(assembly: Assembly, key: string): { operator: string; asked: JsonObject } {
  const all = condition(anywhere(assembly));
  const operator = Object.keys(all).find((each) => object(all[each], each)[key] !== undefined);
  if (operator === undefined) throw new Error(`no ${key} in ${JSON.stringify(all)}`);
  return { operator, asked: object(all[operator], operator) };
}

const certificate = (name: string, key: string, edit: (assembly: Assembly, key: string) => void): Mutant =>
  mistake(['trust', 'roles anywhere'], name, (assembly) => edit(assembly, key));

const forget = (assembly: Assembly, key: string): void => lose(asking(assembly, key).asked, key);
const ask =
  (operator: string, value: (assembly: Assembly) => Json) =>
  (assembly: Assembly, key: string): void => {
    forget(assembly, key);
    const all = condition(anywhere(assembly));
    all[operator] = { ...object(all[operator] ?? {}, operator), [key]: value(assembly) };
  };
const slip =
  (suffix: string) =>
  (assembly: Assembly, key: string): void => {
    const { operator, asked } = asking(assembly, key);
    const value = asked[key] ?? null;
    ask(`${operator}${suffix}`, () => value)(assembly, key);
  };

export const CERTIFICATES: readonly Mutant[] = [
  certificate("a sender's trust names no anchor", ANCHOR, forget),
  certificate(
    "a sender's trust names any anchor of the account",
    ANCHOR,
    ask('ArnLike', () => 'arn:aws:rolesanywhere:*:*:trust-anchor/*'),
  ),
  certificate("a sender's trust passes what names no anchor", ANCHOR, slip('IfExists')),
  certificate("a sender's trust names no subject", SUBJECT, forget),
  certificate(
    "a sender's trust names any subject",
    SUBJECT,
    ask('StringLike', () => '*'),
  ),
  certificate("a sender's trust names every subject that begins as its own", SUBJECT, (assembly, key) => {
    const own = listed(asking(assembly, key).asked[key]).map((each) => text(each, key));
    ask('StringLike', () => own.map((each) => `${each.slice(0, -1)}*`))(assembly, key);
  }),
  certificate("a sender's trust passes a certificate without a subject", SUBJECT, slip('IfExists')),
  certificate(
    "a sender's trust names another site's subject",
    SUBJECT,
    ask('StringEquals', () => 'another-site'),
  ),
  certificate("a sender's trust names all subjects but its own", SUBJECT, (assembly, key) => {
    const value = asking(assembly, key).asked[key] ?? null;
    ask('StringNotEquals', () => value)(assembly, key);
  }),
  certificate("a sender's trust asks nothing of the certificate", SUBJECT, (assembly) =>
    lose(anywhere(assembly), 'Condition'),
  ),
];
