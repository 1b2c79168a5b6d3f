/** A formula in SMT-LIB's words; the two constants are known, so that what they decide is never sent to the solver. */
export interface Formula {
  readonly smt: string;
}

export const TRUE: Formula = { smt: 'true' };
export const FALSE: Formula = { smt: 'false' };

export function constant(value: boolean): Formula {
  return value ? TRUE : FALSE;
}

export function not(formula: Formula): Formula {
  if (formula === TRUE) return FALSE;
  if (formula === FALSE) return TRUE;
  return { smt: `(not ${formula.smt})` };
}

/** True where all are; of none, true. */
export function and(...formulas: readonly Formula[]): Formula {
  return joined('and', formulas, TRUE, FALSE);
}

/** True where any is; of none, false. */
export function or(...formulas: readonly Formula[]): Formula {
  return joined('or', formulas, FALSE, TRUE);
}

/** True where no more than one is. */
export function atMostOne(formulas: readonly Formula[]): Formula {
  return formulas.length < 2 ? TRUE : { smt: `((_ at-most 1) ${formulas.map(({ smt }) => smt).join(' ')})` };
}

function joined(word: 'and' | 'or', formulas: readonly Formula[], neutral: Formula, decisive: Formula): Formula {
  const parts = formulas.filter((formula) => formula !== neutral);
  const [only] = parts;
  if (only === undefined) return neutral;
  if (parts.includes(decisive)) return decisive;
  return parts.length === 1 ? only : { smt: `(${word} ${parts.map(({ smt }) => smt).join(' ')})` };
}
