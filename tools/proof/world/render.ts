/** One line an entry, so that a review sees which one is new. */
export function renderLines(entries: Readonly<Record<string, unknown>>): string {
  const lines = Object.entries(entries).map(([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)}`);
  return `{\n${lines.join(',\n')}\n}\n`;
}
