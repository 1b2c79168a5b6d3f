import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Command, CommanderError } from 'commander';
import { z } from 'zod';
import { optionsOf } from '../../tools/demo/options.mjs';
import { ROOT } from '../../tools/project/paths.ts';
import { VERBS } from '../../tools/verbs.ts';
import { filesOf } from './files.ts';

const read = <T>(schema: z.ZodType<T>, path: string): T =>
  schema.parse(JSON.parse(readFileSync(join(ROOT, path), 'utf8')));

const { scripts } = read(z.object({ scripts: z.record(z.string(), z.string()) }), 'package.json');

const options = z.record(z.string(), z.object({ alias: z.union([z.string(), z.array(z.string())]).optional() }));
const cdk = read(
  z.object({ globalOptions: options, commands: z.record(z.string(), z.object({ options }).partial()) }),
  'node_modules/aws-cdk/lib/cli/cli-type-registry.json',
);

/** What is wrong with a command that a page tells people to type; undefined where it can be typed, or is of another program. */
export async function faultOf(words: readonly string[]): Promise<string | undefined> {
  const [program = '', ...rest] = words;
  if (program === 'npm') return ofNpm(rest);
  if (program === 'npx') return rest[0] === 'cdk' ? ofCdk(rest.slice(1)) : `npx ${rest[0]}: wanted npx cdk`;
  if (program === 'airlock') return ofAirlock(rest, false);
  if (VERBS[program] !== undefined && rest.length > 0) return ofAirlock(words, false);
  return /(^|\/)(python3?|node)$/.test(program) ? ofInterpreter(rest) : undefined;
}

async function ofNpm(words: readonly string[]): Promise<string | undefined> {
  const [verb = '', ...rest] = words.filter((word, place) => !(word.startsWith('-') && place < words.indexOf('run')));
  if (verb !== 'run' && verb !== 'test') return undefined;
  const [first = '', ...others] = rest.filter((word) => !['-s', '--silent'].includes(word));
  const [name, given] = verb === 'test' ? ['test', [first, ...others]] : [first, others];
  const script = scripts[name];
  if (script === undefined) return `npm run ${name}: wanted one of ${Object.keys(scripts).join(', ')}`;
  const [dashes, ...own] = given.filter((word) => word !== '');
  if (dashes === undefined) return undefined;
  if (dashes !== '--') return `npm run ${name} ${dashes}: wanted -- before it`;
  if (name === 'airlock') return ofAirlock(own, true);
  return name === 'demo' ? ofDemo(own) : ofEntry(script, own);
}

function ofDemo(words: readonly string[]): string | undefined {
  try {
    optionsOf(words);
  } catch (error) {
    return `npm run demo: ${String(error)}`;
  }
  return undefined;
}

/** A script that reads its options by itself has them in its text. */
function ofEntry(script: string, words: readonly string[]): string | undefined {
  const text = readFileSync(join(ROOT, 'tools', script.split(' ')[2] ?? ''), 'utf8');
  const unknown = words.find((word) => word.startsWith('--') && !new RegExp(`\\b${word.slice(2)}: option`).test(text));
  return unknown === undefined ? undefined : `${script} ${unknown}: no such option`;
}

function ofCdk(words: readonly string[]): string | undefined {
  const [verb = '', ...rest] = words;
  const known = cdk.commands[verb];
  if (known === undefined) return `npx cdk ${verb}: no such command`;
  const all = Object.entries({ ...cdk.globalOptions, ...known.options });
  const names = new Set(all.flatMap(([name, { alias = [] }]) => [`--${name}`, ...[alias].flat().map((a) => `-${a}`)]));
  const unknown = rest.find((word) => word.startsWith('-') && !names.has(word));
  return unknown === undefined ? undefined : `npx cdk ${verb} ${unknown}: no such option`;
}

/** A program that is named is a file of the project; one without a folder is carried elsewhere. */
function ofInterpreter(words: readonly string[]): string | undefined {
  const file = words.find((word) => /\.(py|[mc]?[jt]s)$/.test(word));
  const isThere =
    file === undefined || existsSync(join(ROOT, file)) || filesOf().some((each) => basename(each) === file);
  return isThere ? undefined : `${file}: no such file`;
}

const OF_A_VALUE = 'commander.invalidArgument';

/** A command as it is typed wants its arguments; one that is only spoken of may leave them out. */
async function ofAirlock(words: readonly string[], isTyped: boolean): Promise<string | undefined> {
  const [verb = '', ...rest] = words;
  const known = VERBS[verb];
  if (known === undefined) return `airlock ${verb}: no such verb`;
  try {
    const command = withoutActions(await known.load());
    if (!isTyped) relax(command);
    await command.parseAsync(rest, { from: 'user' });
  } catch (error) {
    const { code, message } = error instanceof CommanderError ? error : { code: OF_A_VALUE, message: String(error) };
    // A value that is left open, such as <site>, is of no form
    const isOpen = code === OF_A_VALUE && words.some((word) => /^<.*>$|…/.test(word));
    const isLeftOut = code === 'commander.optionMissingArgument' && !isTyped;
    if (!isOpen && !isLeftOut) return `airlock ${words.join(' ')}: ${message}`;
  }
  return undefined;
}

/** A command that reads its words and does nothing. */
function withoutActions(command: Command): Command {
  for (const each of command.commands) withoutActions(each);
  return command
    .exitOverride()
    .configureOutput({ writeOut: () => {}, writeErr: () => {} })
    .action(() => {});
}

function relax(command: Command): void {
  for (const each of command.commands) relax(each);
  for (const option of command.options) option.makeOptionMandatory(false);
  for (const argument of command.registeredArguments) argument.argOptional();
}
