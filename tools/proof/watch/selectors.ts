import { CannotTell, type Json, type JsonObject, listAt } from '../../../packages/iam-proof/index.ts';
import { objectsIn } from '../properties/looked-up/settings.ts';
import type { CallEvent } from './event.ts';

/** Values of the fields that a selector can look at. */
const FIELDS: Readonly<Record<string, (event: CallEvent) => readonly string[]>> = {
  eventCategory: ({ eventCategory }) => [eventCategory],
  'resources.type': ({ resources }) => resources.map(({ type }) => type),
  'resources.ARN': ({ resources }) => resources.map(({ ARN }) => ARN),
  'userIdentity.arn': ({ userIdentity }) => [userIdentity.arn],
};

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

function takes(
  { Field, Equals, StartsWith, NotStartsWith, ...unknown }: JsonObject,
  event: CallEvent,
  source: string,
): boolean {
  const values = FIELDS[String(Field)]?.(event);
  const isOpen = [Equals, StartsWith, NotStartsWith].every((operator) => operator === undefined);
  if (values === undefined || isOpen || Object.keys(unknown).length > 0) {
    const operators = Object.keys(unknown).map((name) => ` and ${name}`);
    throw new CannotTell(source, `a selector by ${[Field, ...operators].join('')} is not understood`);
  }
  const begins = (wanted: Json | undefined): boolean =>
    listAt(wanted, source).some((each) => values.some((value) => value.startsWith(String(each))));
  const isAmong = listAt(Equals, source).some((each) => values.includes(String(each)));
  const takesAll = Equals === undefined && StartsWith === undefined;
  return (takesAll || isAmong || begins(StartsWith)) && !begins(NotStartsWith);
}
