/** A promise kept, a promise broken, or no proof either way. */
export type Standing = 'kept' | 'broken' | 'unproven';

/** Something that speaks against a promise: it breaks it, or leaves it without proof. */
export interface Finding {
  readonly standing: Exclude<Standing, 'kept'>;
  readonly line: string;
}

/** A promise is kept where nothing speaks against it. */
export function standingOf(findings: readonly Finding[]): Standing {
  if (findings.some(({ standing }) => standing === 'broken')) return 'broken';
  return findings.length > 0 ? 'unproven' : 'kept';
}

export function broken(line: string): Finding {
  return { standing: 'broken', line };
}

export function unproven(line: string): Finding {
  return { standing: 'unproven', line };
}

/** Nothing where the statement is true. */
export function unless(isTrue: boolean, finding: Finding): Finding[] {
  return isTrue ? [] : [finding];
}
