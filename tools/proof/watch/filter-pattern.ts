import { CannotTell, matchesText } from '../../../packages/iam-proof/index.ts';

type Matcher = (event: unknown) => boolean;

/**
 * A filter pattern of CloudWatch Logs for events of JSON, as far as it compares texts: `{ ($.a = "x*" || $.b.c = "y") && $.d = "z" }`. A
 * star is any text, `&&` binds closer than `||`, a property that is not there equals nothing. (CloudWatch Logs user guide,
 * "Filter pattern syntax for metric filters, subscription filters, filter log events, and Live Tail".)
 *
 * @throws CannotTell at anything else
 */
export function filterPattern(pattern: string, source: string): Matcher {
  const tokens = pattern.match(/"[^"\\]*"|\$(?:\.[\w-]+)+|&&|\|\||[(){}=]|\S+/g) ?? [];
  const parser = new Parser(tokens, source);
  return parser.whole();
}

class Parser {
  #at = 0;

  constructor(
    private readonly tokens: readonly string[],
    private readonly source: string,
  ) {}

  whole(): Matcher {
    this.#expect('{');
    const matcher = this.#any();
    this.#expect('}');
    if (this.#at < this.tokens.length) this.#refuse();
    return matcher;
  }

  #any(): Matcher {
    const parts = [this.#all()];
    while (this.#take('||')) parts.push(this.#all());
    return (event) => parts.some((part) => part(event));
  }

  #all(): Matcher {
    const parts = [this.#one()];
    while (this.#take('&&')) parts.push(this.#one());
    return (event) => parts.every((part) => part(event));
  }

  #one(): Matcher {
    if (this.#take('(')) {
      const inner = this.#any();
      this.#expect(')');
      return inner;
    }
    const selector = this.#next(/^\$\./);
    this.#expect('=');
    const wanted = this.#next(/^"/).slice(1, -1);
    const names = selector.split('.').slice(1);
    return (event) => {
      const value = names.reduce<unknown>((each, name) => valueIn(each, name), event);
      return (
        typeof value === 'string' && matchesText(wanted.replaceAll('?', '\u0000'), value.replaceAll('?', '\u0000'))
      );
    };
  }

  #next(form: RegExp): string {
    const token = this.tokens[this.#at];
    if (token === undefined || !form.test(token)) this.#refuse();
    this.#at += 1;
    return token ?? '';
  }

  #take(token: string): boolean {
    if (this.tokens[this.#at] !== token) return false;
    this.#at += 1;
    return true;
  }

  #expect(token: string): void {
    if (!this.#take(token)) this.#refuse();
  }

  #refuse(): never {
    throw new CannotTell(
      this.source,
      `the filter pattern is not understood at "${this.tokens[this.#at] ?? 'its end'}"`,
    );
  }
}

function valueIn(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
