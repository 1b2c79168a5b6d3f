/** Something that has exactly one of some options, by their numbers. */
export interface Variable {
  readonly options: readonly number[];
}

/** A formula over what is chosen; the two constants are known, so that what they decide is never searched. */
export type Formula =
  | { readonly kind: 'constant'; readonly value: boolean }
  | { readonly kind: 'chosen'; readonly of: Variable; readonly options: ReadonlySet<number> }
  | { readonly kind: 'not'; readonly part: Formula }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Formula[] };

export const TRUE: Formula = { kind: 'constant', value: true };
export const FALSE: Formula = { kind: 'constant', value: false };

export function constant(value: boolean): Formula {
  return value ? TRUE : FALSE;
}

export function not(part: Formula): Formula {
  if (part.kind === 'constant') return constant(!part.value);
  return part.kind === 'not' ? part.part : { kind: 'not', part };
}

/** True where all are; of none, true. */
export function and(...formulas: readonly Formula[]): Formula {
  return joined('and', formulas, TRUE, FALSE);
}

/** True where any is; of none, false. */
export function or(...formulas: readonly Formula[]): Formula {
  return joined('or', formulas, FALSE, TRUE);
}

function joined(kind: 'and' | 'or', formulas: readonly Formula[], neutral: Formula, decisive: Formula): Formula {
  const parts = new Set(formulas.filter((formula) => formula !== neutral));
  if (parts.has(decisive)) return decisive;
  const [only = neutral] = parts;
  return parts.size < 2 ? only : { kind, parts: [...parts] };
}

/** The formula where a variable has an option; a part that does not speak of it stays the same. */
export function given(formula: Formula, of: Variable, option: number): Formula {
  if (formula.kind === 'constant') return formula;
  if (formula.kind === 'chosen') return formula.of === of ? constant(formula.options.has(option)) : formula;
  if (formula.kind === 'not') {
    const part = given(formula.part, of, option);
    return part === formula.part ? formula : not(part);
  }
  const parts = formula.parts.map((part) => given(part, of, option));
  if (parts.every((part, i) => part === formula.parts[i])) return formula;
  return formula.kind === 'and' ? and(...parts) : or(...parts);
}
