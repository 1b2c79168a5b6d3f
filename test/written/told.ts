/** Pages that tell people what to type and where things lie. */
const FENCED = /^```(?:\w*)\n(.*?)^```/gms;
const PICTURE = /^```mermaid\n.*?^```/gms;

/** Code of a page: what stands in backticks, and each line of a block. */
export function codeOf(text: string): string[] {
  const page = text.replaceAll(PICTURE, '');
  const blocks = [...page.matchAll(FENCED)].map(([, block = '']) => block.replaceAll(/\\\n\s*/g, ''));
  const spans = [...page.replaceAll(FENCED, '').matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => span);
  return [...spans, ...blocks.flatMap((block) => block.split('\n'))];
}

/** Commands of a piece of code, each by its words: what is joined stands apart, a comment and a redirection fall away. */
export function commandsOf(code: string): string[][] {
  const plain = code.replace(/^eval "\$\((.*)\)"$/, '$1').replace(/\s+#\s.*$/, '');
  return plain
    .split(/ && | \| |; /)
    .map((part) => part.replace(/\s>\s.*$/, '').trim())
    .filter((part) => part !== '')
    .map(wordsOf);
}

function wordsOf(command: string): string[] {
  return [...command.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, a, b, c]) => a ?? b ?? c ?? '');
}
