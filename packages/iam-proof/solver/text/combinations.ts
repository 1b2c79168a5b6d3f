import { Unmodelled } from '../formula/unmodelled.ts';
import { Automaton, type State } from './automaton.ts';
import { representatives } from './characters.ts';
import type { TextPattern } from './pattern.ts';

/** Patterns that one text matches, of some, and the shortest such text; of the empty one and another, the other. */
export interface Combination {
  readonly matched: readonly boolean[];
  readonly witness: string;
}

/** States of single patterns that are walked before the patterns count as too many for an answer. */
const MOST_STATES = 1_000_000;

/**
 * Every combination that some text has, found by walking the automata of all patterns together, shortest texts first.
 * @throws Unmodelled where the patterns have too many states together
 */
export function combinations(patterns: readonly TextPattern[]): readonly Combination[] {
  const key = patterns.map(({ id }) => id).join('\n');
  const known = KNOWN.get(key) ?? walk(patterns);
  KNOWN.set(key, known);
  return known;
}

/** Questions about one assembly ask of the same patterns again and again. */
const KNOWN = new Map<string, readonly Combination[]>();

function walk(patterns: readonly TextPattern[]): Combination[] {
  const automata = patterns.map((pattern) => new Automaton(pattern));
  const found = new Map<string, Combination>();
  const seen = new Set<string>();
  let front: Walk[] = [{ states: automata.map(({ start }) => start), text: '' }];
  while (front.length > 0) {
    for (const each of front) note(each, automata, found);
    front = front.flatMap((each) => onward(each, automata)).filter(({ states }) => isNew(states, seen));
    if (seen.size * patterns.length > MOST_STATES)
      throw new Unmodelled(`${patterns.length} patterns take more than ${MOST_STATES} states to tell apart`);
  }
  return [...found.values()];
}

interface Walk {
  readonly states: readonly State[];
  readonly text: string;
}

function note({ states, text }: Walk, automata: readonly Automaton[], found: Map<string, Combination>): void {
  const matched = automata.map((automaton, i) => automaton.accepts(states[i] ?? 0));
  const key = matched.map(Number).join('');
  const known = found.get(key);
  if (known === undefined || known.witness === '') found.set(key, { matched, witness: text });
}

function onward({ states, text }: Walk, automata: readonly Automaton[]): Walk[] {
  const awaited = automata.flatMap((automaton, i) => automaton.awaited(states[i] ?? 0));
  return representatives(awaited).map((char) => ({
    states: automata.map((automaton, i) => automaton.next(states[i] ?? 0, char)),
    text: text + char,
  }));
}

function isNew(states: readonly State[], seen: Set<string>): boolean {
  const key = states.join();
  if (seen.has(key)) return false;
  seen.add(key);
  return true;
}
