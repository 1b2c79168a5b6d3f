import { createInterface, type Interface } from 'node:readline/promises';
import type { Question } from './guess.ts';

/** What a person says who sits at the terminal. */
export interface Asker {
  ask(question: Question): Promise<string>;
  confirm(text: string): Promise<boolean>;
  close(): void;
}

/** @throws Error naming the options that answer, where there is no terminal to ask at. */
export function refuse(questions: readonly Question[]): never {
  const lines = questions.map((question) => `  ${question.asks}\n    ${optionsFor(question)}`);
  throw new Error(
    `Nothing is written. The file does not say, and there is no terminal to ask at:\n${lines.join('\n')}`,
  );
}

function optionsFor({ option, choices, of }: Question): string {
  if (option === 'unit') return `--unit ${quoted(`${of}=<unit>`)}, or --without-units for every column that names none`;
  if (choices.length === 0) return `--${option} <${option === 'zone' ? 'such as Europe/Berlin' : option}>`;
  return choices.map((choice) => `--${option} ${quoted(choice)}`).join(' or ');
}

/** As a shell takes it. */
function quoted(text: string): string {
  return /^[\w./:=-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** Asks in the terminal; Ctrl-C ends the whole command, before anything is written. */
export function atTerminal(): Asker {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  terminal.on('SIGINT', () => {
    console.log('\nStopped; nothing is written.');
    process.exit(130);
  });
  return {
    ask: (question) => askUntilGood(terminal, question),
    confirm: async (text) => !/^n/i.test((await terminal.question(`${text} [Y/n] `)).trim()),
    close: () => terminal.close(),
  };
}

async function askUntilGood(terminal: Interface, { asks, choices }: Question): Promise<string> {
  const listed = choices.map((choice, index) => `\n  ${index + 1}  ${choice}`).join('');
  for (;;) {
    const said = (await terminal.question(`${asks}${listed}\n> `)).trim();
    const chosen = choices[Number(said) - 1] ?? (choices.includes(said) || choices.length === 0 ? said : '');
    if (chosen !== '') return chosen;
  }
}
