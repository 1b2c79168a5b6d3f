import { type Json, objectAt, show } from '../assembly/json.ts';
import { CannotTell } from '../cannot-tell.ts';
import { type Condition, OPERATORS } from './policy.ts';
import { textsAt } from './texts.ts';

/** The Condition element: each operator on each key is one condition, and all must hold. */
export function parseConditions(value: Json, source: string): Condition[] {
  return Object.entries(objectAt(value, source)).flatMap(([name, keys]) =>
    Object.entries(objectAt(keys, `${source}.${name}`)).map(([key, values]) => {
      const operator = operatorOf(name, source);
      return { ...operator, key: key.toLowerCase(), values: valuesOf(operator, values, `${source}.${name}.${key}`) };
    }),
  );
}

/** IAM's page tells how the six parts of an ARN are compared, and nothing of a text with fewer of them. */
function valuesOf({ operator }: Pick<Condition, 'operator'>, values: Json, source: string): string[] {
  const texts = textsAt(values, source, true);
  const short = operator.startsWith('Arn') && texts.find((text) => text.split(':').length < 6);
  if (typeof short === 'string') throw new CannotTell(source, `got the ARN ${show(short)}, wanted one of six parts`);
  return texts;
}

/** IAM takes an operator in any letter case. */
function operatorOf(name: string, source: string): Pick<Condition, 'operator' | 'ifExists'> {
  const [, word = '', ifExists] = /^(.*?)(IfExists)?$/i.exec(name) ?? [];
  const operator = OPERATORS.find((known) => known.toLowerCase() === word.toLowerCase());
  if (operator === undefined || (operator === 'Null' && ifExists !== undefined)) {
    throw new CannotTell(source, `the operator ${show(name)} is not understood`);
  }
  return { operator, ifExists: ifExists !== undefined };
}
