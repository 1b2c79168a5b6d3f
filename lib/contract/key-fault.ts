import words from '../../contract/words.json' with { type: 'json' };

const UNSAFE_SEGMENT = new RegExp(words.landing.unsafeSegment);
const UNSAFE_CHARACTER = new RegExp(words.landing.unsafeCharacter);

/** What makes a landing key no name that is one everywhere: a store, a folder or a shell would take it for another. */
export function keyFault(key: string): string | undefined {
  const [character] = UNSAFE_CHARACTER.exec(key) ?? [];
  if (character !== undefined) return `got the character ${codePoint(character)}, wanted none that controls`;
  const [, segment] = UNSAFE_SEGMENT.exec(key) ?? [];
  if (segment === undefined) return undefined;
  return `got the part "${segment}" between slashes, wanted none that is empty, "." or ".."`;
}

function codePoint(character: string): string {
  return `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}
