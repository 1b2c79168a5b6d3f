import { type Json, show } from '../assembly/json.ts';
import { CannotTell } from '../cannot-tell.ts';

/** One text or a list of them, without policy variables; numbers and truth values count as texts where `takesAny`. */
export function textsAt(value: Json, where: string, takesAny = false): string[] {
  return (Array.isArray(value) ? value : [value]).map((each: Json) => {
    if (takesAny && (typeof each === 'number' || typeof each === 'boolean')) return String(each);
    if (typeof each !== 'string') throw new CannotTell(where, `got ${show(each)}, wanted a text`);
    if (each.includes('${')) throw new CannotTell(where, `the policy variable in ${show(each)} is not understood`);
    return each;
  });
}
