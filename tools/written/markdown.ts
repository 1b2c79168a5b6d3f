import { dirname, relative } from 'node:path/posix';

/** A page as it stands in the repository. */
export interface Page {
  /** Below the project's root. */
  readonly path: string;
  readonly text: string;
}

/** A link to a file of the project, from the page that it stands on. */
export type Link = (path: string, text: string) => string;

/** Makes links for the page at `page`; both paths are below the project's root. */
export function linksFrom(page: string): Link {
  return (path, text) => `[${text}](${relative(dirname(page), path)})`;
}

export function code(text: string): string {
  return `\`${text}\``;
}

/** Lines of a table; a cell of several lines has `<br>` between them. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line), ''];
}

/** A chapter of the second level. */
export function chapter(title: string, ...lines: readonly string[]): string[] {
  return [`## ${title}`, '', ...lines, ''];
}

/** Lines as the text of a page: one empty line between parts, one line break at the end. */
export function textOf(lines: readonly string[]): string {
  return `${lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trimEnd()}\n`;
}

/** The line under each page's title. */
export const GENERATED =
  'Written by `npm run airlock -- pages` from the code of the policies; `npm test` compares it. Change the code, not this page.';
