/** A JSON value with its text as it was written: a number that JavaScript would round keeps its digits. */
export type Json = { readonly text: string } & (
  | { readonly type: 'null' | 'boolean' | 'number' }
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'array'; readonly items: readonly Json[] }
  | { readonly type: 'object'; readonly members: ReadonlyMap<string, Json> }
);

const BLANKS = ' \t\r\n';
// NaN and the infinities are what Python's json writes for them.
const NUMBER = /NaN|-?(?:Infinity|(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)/y;
const WORD = /null|true|false/y;

/** What is nested deeper is no reading, and would end the process. */
const DEEPEST = 32;

/**
 * The JSON values that a text consists of, one after the other; blanks and line ends may stand between them.
 *
 * @throws SyntaxError where something else stands in it, or an object has a key twice.
 */
export function parseJson(text: string): Json[] {
  const reader = new Reader(text);
  const found: Json[] = [];
  while (!reader.isAtEnd()) found.push(reader.value(0));
  return found;
}

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  isAtEnd(): boolean {
    this.#skipBlanks();
    return this.#at === this.#text.length;
  }

  value(depth: number): Json {
    if (depth > DEEPEST) throw new SyntaxError(`got values nested deeper than ${DEEPEST}`);
    this.#skipBlanks();
    const start = this.#at;
    const found = this.#value(depth);
    return { ...found, text: this.#text.slice(start, this.#at) };
  }

  #value(depth: number): Json {
    switch (this.#text[this.#at]) {
      case '{':
        return this.#object(depth);
      case '[':
        return this.#array(depth);
      case '"':
        return { type: 'string', text: '', value: this.#string() };
    }
    const word = this.#match(WORD);
    if (word !== '') return { type: word === 'null' ? 'null' : 'boolean', text: word };
    const number = this.#match(NUMBER);
    if (number === '') throw this.#error('a value');
    return { type: 'number', text: number };
  }

  #object(depth: number): Json {
    const members = new Map<string, Json>();
    this.#list('{', '}', () => {
      if (this.#text[this.#at] !== '"') throw this.#error('a key');
      const key = this.#string();
      if (members.has(key)) throw new SyntaxError(`got the key ${JSON.stringify(key)} twice`);
      this.#skipBlanks();
      this.#take(':');
      members.set(key, this.value(depth + 1));
    });
    return { type: 'object', text: '', members };
  }

  #array(depth: number): Json {
    const items: Json[] = [];
    this.#list('[', ']', () => items.push(this.value(depth + 1)));
    return { type: 'array', text: '', items };
  }

  #list(open: string, close: string, member: () => void): void {
    this.#take(open);
    for (let isFirst = true; !this.#ends(close); isFirst = false) {
      if (!isFirst) this.#take(',');
      this.#skipBlanks();
      member();
    }
  }

  #ends(close: string): boolean {
    this.#skipBlanks();
    const isEnd = this.#text[this.#at] === close;
    if (isEnd) this.#at += 1;
    return isEnd;
  }

  #string(): string {
    let end = this.#at;
    do {
      end = this.#text.indexOf('"', end + 1);
      if (end === -1) throw this.#error('a string that is closed');
    } while (this.#isEscaped(end));
    const written = this.#text.slice(this.#at, end + 1);
    this.#at = end + 1;
    return String(JSON.parse(written));
  }

  #isEscaped(at: number): boolean {
    let before = at;
    while (this.#text[before - 1] === '\\') before -= 1;
    return (at - before) % 2 === 1;
  }

  #skipBlanks(): void {
    while (BLANKS.includes(this.#text[this.#at] ?? '-')) this.#at += 1;
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const [found = ''] = pattern.exec(this.#text) ?? [];
    this.#at += found.length;
    return found;
  }

  #take(sign: string): void {
    if (this.#text[this.#at] !== sign) throw this.#error(`"${sign}"`);
    this.#at += 1;
  }

  #error(wanted: string): SyntaxError {
    return new SyntaxError(
      `at ${this.#at}: got ${JSON.stringify(this.#text.slice(this.#at, this.#at + 9))}, wanted ${wanted}`,
    );
  }
}
