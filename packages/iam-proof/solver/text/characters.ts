/** Characters that every set but a single character takes or leaves as a whole; the first of a kind stands for it. */
const KINDS = {
  lower: [...'xabcdefghijklmnopqrstuvwyz'],
  digit: [...'0123456789'],
  upper: [...'XABCDEFGHIJKLMNOPQRSTUVWYZ'],
  mark: [...'-_.=+@,'],
  slash: ['/'],
  colon: [':'],
  // All the others, which no set tells apart; as many as there can be literals beside them.
  other: [...'!"#$%&\'()*;<>?[\\]^`{|}~ ', ...Array.from({ length: 256 }, (_, i) => String.fromCharCode(256 + i))],
} as const satisfies Record<string, readonly string[]>;

type Kind = keyof typeof KINDS;

const ALL: readonly Kind[] = ['lower', 'digit', 'upper', 'mark', 'slash', 'colon', 'other'];
const KIND_OF = new Map(ALL.flatMap((kind) => KINDS[kind].map((char) => [char, kind] as const)));

/** A set of characters, as one place of a pattern takes them. */
export interface Characters {
  /** The same for equal sets. */
  readonly id: string;
  /** Single characters that it names. */
  readonly literals: readonly string[];
  readonly has: (char: string) => boolean;
}

function ofKinds(...kinds: readonly Kind[]): Characters {
  const taken = new Set<Kind>(kinds);
  return { id: `[${kinds.join(' ')}]`, literals: [], has: (char) => taken.has(KIND_OF.get(char) ?? 'other') };
}

export const ANY = ofKinds(...ALL);
export const NO_COLON = ofKinds(...ALL.filter((kind) => kind !== 'colon'));
export const LOWER = ofKinds('lower');
/** Of which the middle of a region's name is made, such as `gov-west`. */
export const LOWER_OR_DASH: Characters = {
  id: '[lower -]',
  literals: ['-'],
  has: (char) => char === '-' || LOWER.has(char),
};
export const DIGIT = ofKinds('digit');
/** Characters of which names of resources are made. */
export const NAME = ofKinds('lower', 'digit', 'upper', 'mark');

export function only(char: string): Characters {
  return { id: char, literals: [char], has: (other) => other === char };
}

/** One character for each way in which the sets can take or leave one: their literals, and of each kind one that is no literal. */
export function representatives(sets: Iterable<Characters>): string[] {
  const literals = new Set([...sets].flatMap((set) => set.literals));
  const ordinary = ALL.flatMap((kind) => KINDS[kind].find((char) => !literals.has(char)) ?? []);
  return [...ordinary, ...literals];
}
