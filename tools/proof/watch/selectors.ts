import { CannotTell, type Json, type JsonObject, listAt } from '../../../packages/iam-proof/index.ts';
import { objectsIn } from '../properties/looked-up/settings.ts';
import type { CallEvent } from './event.ts';

/** Values of the fields that a selector can look at. */
const FIELDS: Readonly<Record<string, (event: CallEvent) => readonly string[]>> = {
  eventCategory: ({ eventCategory }) => [eventCategory],
  eventName: ({ eventName }) => [eventName],
  eventSource: ({ eventSource }) => [eventSource],
  readOnly: ({ readOnly }) => [String(readOnly)],
  'resources.type': ({ resources }) => resources.map(({ type }) => type),
  'resources.ARN': ({ resources }) => resources.map(({ ARN }) => ARN),
  'userIdentity.arn': ({ userIdentity }) => [userIdentity.arn],
};

type Comparison = (actual: string, wanted: string) => boolean;

const EQUALS: Comparison = (actual, wanted) => actual === wanted;
const STARTS: Comparison = (actual, wanted) => actual.startsWith(wanted);
const ENDS: Comparison = (actual, wanted) => actual.endsWith(wanted);
const SELECTS: Readonly<Record<string, Comparison>> = { Equals: EQUALS, StartsWith: STARTS, EndsWith: ENDS };
const DESELECTS: Readonly<Record<string, Comparison>> = { NotEquals: EQUALS, NotStartsWith: STARTS, NotEndsWith: ENDS };

/**
 * Some advanced event selector takes an event: all of its fields do. A field takes it where any operator that selects does, if there
 * is one, and none that deselects. (CloudTrail user guide, "How CloudTrail evaluates multiple conditions for a field".)
 *
 * @throws CannotTell at a field or an operator that is not known
 */
export function isRecorded(selectors: Json | undefined, event: CallEvent, source: string): boolean {
  return objectsIn(selectors).some((selector) => {
    const fields = objectsIn(selector.FieldSelectors);
    return fields.length > 0 && fields.every((field) => takes(field, event, source));
  });
}

function takes({ Field, ...operators }: JsonObject, event: CallEvent, source: string): boolean {
  const values = FIELDS[String(Field)]?.(event);
  if (values === undefined) throw new CannotTell(source, `a selector by ${String(Field)} is not understood`);
  const unknown = Object.keys(operators).find((name) => SELECTS[name] === undefined && DESELECTS[name] === undefined);
  if (unknown !== undefined) throw new CannotTell(source, `the operator ${unknown} of a selector is not understood`);
  const meets = (known: typeof SELECTS): boolean[] =>
    Object.entries(operators).flatMap(([name, wanted]) => {
      const comparison = known[name];
      if (comparison === undefined) return [];
      return listAt(wanted, source).some((each) => values.some((value) => comparison(value, String(each))));
    });
  const selected = meets(SELECTS);
  return (selected.length === 0 || selected.some(Boolean)) && !meets(DESELECTS).some(Boolean);
}
