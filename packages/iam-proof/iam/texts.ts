import { type Json, show } from '../assembly/json.ts';
import { CannotTell } from '../cannot-tell.ts';

/** One text or a list of them; numbers and truth values count as texts where `takesAny`. */
export function textsAt(value: Json, where: string, takesAny = false): string[] {
  return (Array.isArray(value) ? value : [value]).map((each: Json) => {
    if (typeof each === 'string') return each;
    if (takesAny && (typeof each === 'number' || typeof each === 'boolean')) return String(each);
    throw new CannotTell(where, `got ${show(each)}, wanted a text`);
  });
}
