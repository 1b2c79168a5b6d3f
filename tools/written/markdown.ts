export function code(text: string): string {
  return `\`${text}\``;
}

/** Things that stand one below the other in a cell. */
export function lines(items: readonly string[]): string {
  return items.join(' <br> ');
}

/** A table of a head and rows; each cell may hold Markdown of one line. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [head, head.map(() => '---'), ...rows].map(line).join('\n');
}
