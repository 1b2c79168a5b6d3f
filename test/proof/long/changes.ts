import { type Assembly, isObject, type Json } from '../../../tools/proof/doubt/edit/template.ts';

/** Changes of a mistake: `- <place> <value>` and `+ <place> <value>` of every value that went or came, `Second/Properties/…`. */
export function changes(before: Assembly, after: Assembly): string[] {
  const stacks = Object.keys({ ...before.templates, ...after.templates }).filter(
    (stack) => JSON.stringify(before.templates[stack]) !== JSON.stringify(after.templates[stack]),
  );
  const was = values(before, stacks);
  const is = values(after, stacks);
  return [...linesOf('-', was, is), ...linesOf('+', is, was)];
}

/** Resources that changes are of, `<stack>/<id>`, and sections of a template other than its resources. */
export function touched(lines: readonly string[]): string[] {
  const places = lines.map((line) => {
    const [, stack, section, id] = /^[+-] ([^/]+)\/([^/]+)\/([^/ ]+)/.exec(line) ?? [];
    return section === 'Resources' ? `${stack}/${id}` : `${stack}/${section}`;
  });
  return [...new Set(places)];
}

function linesOf(sign: string, some: Map<string, string>, other: Map<string, string>): string[] {
  return [...some]
    .filter(([place, value]) => other.get(place) !== value)
    .map(([place, value]) => `${sign} ${place} ${value}`);
}

function values({ templates }: Assembly, stacks: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const stack of stacks) collect(templates[stack], stack, found);
  return found;
}

function collect(value: Json | undefined, at: string, found: Map<string, string>): void {
  const inner = isObject(value) || Array.isArray(value) ? Object.entries(value) : [];
  if (inner.length === 0) found.set(at, JSON.stringify(value));
  for (const [key, each] of inner) collect(each, `${at}/${key}`, found);
}
