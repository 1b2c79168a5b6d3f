// @ts-check
// Read before anything is installed, so it uses Node alone.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Folder of the local cloud's state, where no other is named, for the plant of each seed and size. */
const STATE = join(ROOT, '.local', 'cloud');
const SEED = 7;

/** Some of the files by which a folder is known as a local cloud's. */
const OF_A_CLOUD = ['state.json', 'server.log', 'demo.json'];

/** @type {Readonly<Record<string, { type: 'string' | 'boolean', value?: string, about: string }>>} */
const OPTIONS = {
  seed: {
    type: 'string',
    value: '<number>',
    about: "seed of the plant's faults, a whole number; 7 if none is given, any other has a local cloud of its own",
  },
  small: { type: 'boolean', about: 'feed a small part of the data, into a local cloud of its own' },
  fresh: { type: 'boolean', about: 'begin with an empty local cloud' },
  keep: { type: 'boolean', about: 'let the local cloud run on at the end' },
  verbose: { type: 'boolean', about: 'print what the report shows, too: resources, trials, runs, catalogue, alarms' },
  state: {
    type: 'string',
    value: '<folder>',
    about: 'where the local cloud keeps its state; .local/cloud if none is given',
  },
  out: { type: 'string', value: '<folder>', about: 'where the demo writes; out/demo if none is given' },
  help: { type: 'boolean', about: 'print this' },
};

/** @typedef {{ seed: number, small: boolean, fresh: boolean, keep: boolean, verbose: boolean, state: string, out: string }} Options */

/**
 * What the demo is asked for.
 *
 * @param {readonly string[]} words
 * @returns {Options}
 * @throws Error in one sentence, with what was got and what was wanted.
 */
export function optionsOf(words) {
  const given = valuesOf(words);
  const small = given.has('small');
  const seed = seedOf(given.get('seed') ?? String(SEED));
  // What gold must be is known of one plant's data alone, so that each plant has a cloud of its own.
  const own = `${STATE}${small ? '-small' : ''}${seed === SEED ? '' : `-seed-${seed}`}`;
  const state = resolve(given.get('state') ?? own);
  const out = resolve(given.get('out') ?? join(ROOT, 'out', 'demo'));
  requireFolder('state', state);
  requireFolder('out', out);
  if (!given.has('fresh')) requirePlant(state, { seed, small });
  requireCloud(state);
  const flags = { small, fresh: given.has('fresh'), keep: given.has('keep'), verbose: given.has('verbose') };
  return { seed, ...flags, state, out };
}

/**
 * Judges the words of `npm run demo`: ends with the help or, in the first second, with what is wrong.
 *
 * @param {readonly string[]} words
 */
export function judge(words) {
  if (words.includes('--help') || words.includes('-h')) {
    console.log(help());
    process.exit(0);
  }
  try {
    optionsOf(words);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(2);
  }
}

function help() {
  const rows = Object.entries(OPTIONS).map(([name, { value, about }]) => `  ${spelt(name, value).padEnd(18)} ${about}`);
  return [
    'npm run demo -- [options]',
    '\nA real plant file in through the airlock, gold out in pandas, on this machine alone.\n',
    ...rows,
    '\nExit code: 0 every promise kept, 1 one broken, 2 one not shown, 130 stopped by Ctrl-C.',
  ].join('\n');
}

/**
 * @param {string} name
 * @param {string} [value]
 */
function spelt(name, value) {
  return `--${name}${value === undefined ? '' : ` ${value}`}`;
}

/**
 * @param {readonly string[]} words
 * @returns {Map<string, string>}
 */
function valuesOf(words) {
  const { tokens } = parseArgs({ args: [...words], options: OPTIONS, strict: false, tokens: true });
  return new Map(
    tokens.map((token) => {
      const word = words[token.index] ?? '';
      const option = token.kind === 'option' ? OPTIONS[token.name] : undefined;
      if (token.kind !== 'option' || option === undefined) throw new Error(`got ${word}, wanted ${wanted()}`);
      const { name, value } = token;
      if (option.type === 'boolean' && value !== undefined) throw new Error(`got ${word}, wanted --${name} alone`);
      if (option.type === 'string' && (value === undefined || value === '' || value.startsWith('-')))
        throw new Error(`--${name}: got ${value || 'nothing'}, wanted ${spelt(name, option.value)}`);
      return [name, value ?? ''];
    }),
  );
}

function wanted() {
  const all = Object.entries(OPTIONS).map(([name, { value }]) => spelt(name, value));
  return `${all.slice(0, -1).join(', ')} or ${all.at(-1)}`;
}

/** @param {string} text */
function seedOf(text) {
  if (!/^\d{1,9}$/.test(text)) throw new Error(`--seed: got ${text}, wanted a whole number of at most nine digits`);
  return Number(text);
}

/**
 * A folder that is there or can be made.
 *
 * @param {string} option
 * @param {string} folder
 */
function requireFolder(option, folder) {
  let there = folder;
  while (!existsSync(there)) there = dirname(there);
  if (!statSync(there).isDirectory())
    throw new Error(`--${option}: got ${folder}, wanted a folder: ${there} is a file`);
  try {
    // Tried, since root is told of every folder that it may write there
    rmdirSync(mkdtempSync(join(there, '.airlock-')));
  } catch {
    throw new Error(`--${option}: got ${folder}, wanted a folder that can be written: ${there} cannot`);
  }
}

/**
 * `--fresh` empties the folder, so that it may be nobody else's.
 *
 * @param {string} folder
 */
function requireCloud(folder) {
  const files = existsSync(folder) ? readdirSync(folder) : [];
  if (files.length > 0 && !OF_A_CLOUD.some((name) => files.includes(name)))
    throw new Error(`--state: got ${folder}, wanted an empty folder or one of a local cloud: it holds ${files[0]}`);
}

/**
 * What the demo keeps beside a cloud's state; see `past.ts`.
 *
 * @param {string} folder
 * @param {{ seed: number, small: boolean }} asked
 */
function requirePlant(folder, { seed, small }) {
  const file = join(folder, 'demo.json');
  if (!existsSync(file)) return;
  const kept = JSON.parse(readFileSync(file, 'utf8'));
  if (kept.seed === seed && kept.small === small) return;
  const words = kept.small ? ' and --small' : '';
  throw new Error(
    `--state: got the cloud of another plant, wanted --seed ${kept.seed}${words} for ${folder}, or --fresh`,
  );
}
