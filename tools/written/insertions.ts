/**
 * Insertions: the places of a page that code fills. All else on the page is words, which a person edits.
 *
 * A place stands between two marks, the first with its name. Marks on lines of their own hold a table, a list or a
 * block of code; marks within a line hold a word or two:
 *
 *     <!-- airlock: sender views -->
 *     <!-- /airlock -->
 *
 *     That stays in landing for <!-- airlock: days in landing --><!-- /airlock --> days.
 *
 * To add one: its name and function in a table of insertions, which `pages.ts` gathers, and its marks on the README or a
 * page below docs/. `npm run airlock -- pages` fills what stands between them, `--check` and a test hold that it is filled.
 */

/** Makers of texts, one for each place, by the name in its mark. */
export type Insertions = Readonly<Record<string, () => string>>;

const MARK = /(<!-- \/?airlock.*?-->)/;
const FIRST = /^<!-- airlock: (.+) -->$/;
const LAST = '<!-- /airlock -->';

/** Markdown takes a line that begins with a comment for HTML, to its end. */
const ASTRAY = /^\s*<!-- airlock: .+ -->.*\S/m;

/**
 * A page's text with every place filled anew.
 *
 * @throws Error where a mark has no fellow, or a name that is in no table; or begins a line that goes on.
 */
export function fill(text: string, insertions: Insertions): string {
  const [astray] = ASTRAY.exec(text) ?? [];
  if (astray !== undefined) throw new Error(`${astray}: a place within a line may not begin it`);
  const [before = '', ...rest] = text.split(MARK);
  return (
    before +
    placesOf(rest)
      .map((place) => filled(place, insertions))
      .join('')
  );
}

/** Names of the places of a page, in their order. */
export function namesOf(text: string): string[] {
  return placesOf(text.split(MARK).slice(1)).map(({ name }) => name);
}

interface Place {
  readonly first: string;
  readonly name: string;
  readonly old: string;
  /** Words from its last mark to the next place. */
  readonly after: string;
}

function placesOf(parts: readonly string[]): Place[] {
  if (parts.length === 0) return [];
  const [first = '', old = '', last, after = '', ...rest] = parts;
  const [, name] = FIRST.exec(first) ?? [];
  if (name === undefined || last !== LAST) throw new Error(`${first}: wanted <!-- airlock: name -->, text, ${LAST}`);
  return [{ first, name, old, after }, ...placesOf(rest)];
}

function filled({ first, name, old, after }: Place, insertions: Insertions): string {
  const text = insertions[name];
  if (text === undefined) throw new Error(`${first}: wanted one of ${Object.keys(insertions).join(', ')}`);
  // Markdown reads a table as one only with an empty line on either side
  const edge = old.startsWith('\n') ? '\n\n' : '';
  return `${first}${edge}${text()}${edge}${LAST}${after}`;
}
