import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Html, html } from './html.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** A runbook's text below its title, paragraph by paragraph: the page goes where the project's folder does not. */
export function runbookText(path: string): Html {
  const [, ...paragraphs] = readFileSync(join(ROOT, path), 'utf8')
    .trim()
    .split(/\n\n+|\n(?=\d+\. )/);
  return html`${paragraphs.map((text) => html`<p>${marked(text.replace(/\s+/g, ' '))}</p>`)}`;
}

/** Code and stress of Markdown; all else is as it stands. */
function marked(text: string): Html {
  const escaped = html`${text}`.text;
  const coded = escaped.replace(/`([^`]+)`/g, '<code>$1</code>').replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>');
  return new Html(coded);
}
