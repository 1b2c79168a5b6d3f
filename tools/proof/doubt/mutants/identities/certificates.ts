/** Conditions of a sender's trust on a certificate, and on the anchor that answers for it. */

import { type Edit, unset } from '../../edit/edits.ts';
import { sender } from '../../edit/find.ts';
import { statement } from '../../edit/statements.ts';
import { type Json, listed, object, text } from '../../edit/template.ts';
import { type Mutant, mistakes } from '../../mutant.ts';

const ANCHOR = 'aws:SourceArn';
const SUBJECT = 'aws:PrincipalTag/x509Subject/CN';

/** The Allow of a sender's trust to Roles Anywhere. */
const anywhere = statement(sender, 'AssumeRolePolicyDocument', 'that trusts Roles Anywhere', (each) => {
  const assumes = listed(each.Action).includes('sts:AssumeRole');
  return assumes && JSON.stringify(each.Principal).includes('rolesanywhere.amazonaws.com');
});

/** What a key is asked for: an operator and its value. */
interface Asked {
  readonly operator: string;
  readonly value: Json;
}

/** A key of that Allow's condition that is asked otherwise, or not at all. */
const asks =
  (key: string, otherwise: (asked: Asked) => Asked | undefined): Edit =>
  (assembly) => {
    const all = object(anywhere(assembly).Condition, 'Condition');
    const operator = Object.keys(all).find((each) => object(all[each], each)[key] !== undefined);
    if (operator === undefined) throw new Error(`no ${key} in ${JSON.stringify(all)}`);
    const asked = object(all[operator], operator);
    const now = otherwise({ operator, value: asked[key] ?? null });
    delete asked[key];
    if (now !== undefined) all[now.operator] = { ...object(all[now.operator] ?? {}, now.operator), [key]: now.value };
  };

const nothing = (): undefined => undefined;
const unless = ({ operator, value }: Asked): Asked => ({ operator: `${operator}IfExists`, value });
const cut = (each: Json): string => `${text(each, SUBJECT).slice(0, -1)}*`;

export const CERTIFICATES: readonly Mutant[] = mistakes(['trust', 'roles anywhere'], {
  "a sender's trust names no anchor": asks(ANCHOR, nothing),
  "a sender's trust names any anchor of the account": asks(ANCHOR, () => ({
    operator: 'ArnLike',
    value: 'arn:aws:rolesanywhere:*:*:trust-anchor/*',
  })),
  "a sender's trust passes what names no anchor": asks(ANCHOR, unless),
  "a sender's trust names no subject": asks(SUBJECT, nothing),
  "a sender's trust names any subject": asks(SUBJECT, () => ({ operator: 'StringLike', value: '*' })),
  "a sender's trust names every subject that begins as its own": asks(SUBJECT, ({ value }) => ({
    operator: 'StringLike',
    value: listed(value).map(cut),
  })),
  "a sender's trust passes a certificate without a subject": asks(SUBJECT, unless),
  "a sender's trust names another site's subject": asks(SUBJECT, () => ({
    operator: 'StringEquals',
    value: 'another-site',
  })),
  "a sender's trust names all subjects but its own": asks(SUBJECT, ({ value }) => ({
    operator: 'StringNotEquals',
    value,
  })),
  "a sender's trust asks nothing of the certificate": unset(anywhere, 'Condition'),
});
