// Runs before anything is installed, so it uses Node alone: installs the locked packages, then starts the command.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { areInstalled, installCommand, isWanted, WANTED_NODE } from './node-packages.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** What checks and tests the project, and so wants the packages that nothing else does. */
const WHOLE = [
  'project/check.ts',
  'project/test.ts',
  'airlock.ts accept',
  'airlock.ts control-tower',
  'airlock.ts kubeflow-check',
  'airlock.ts measure',
  'airlock.ts test-kube',
];

const STOPPED =
  '\nStopped before it was done. Nothing of it runs on, and what was begun is done anew: give the same command again.';

if (!isWanted(process.versions.node)) {
  console.error(`Node: got ${process.versions.node}, wanted ${WANTED_NODE}. Install Node 24, the version of .nvmrc.`);
  process.exit(2);
}

const [entry, ...words] = process.argv.slice(2);
// A command may judge its own words before anything is installed.
const options = join(root, 'tools', dirname(entry), 'options.mjs');
if (existsSync(options)) (await import(options)).judge(words);

// Ctrl-C reaches the program that runs, too: it says what stands, and its end is awaited. Another's signal is passed on.
let running;
let stopped;
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(name, () => {
    stopped ??= name;
    if (name !== 'SIGINT') running?.kill(name);
  });

const whole = WHOLE.some((each) => `${entry} ${words[0]} `.startsWith(`${each} `));
if (!areInstalled(whole)) {
  console.error('Installing the Node packages of package-lock.json …');
  // Its words go to standard error, away from what a program may read.
  await run(installCommand(whole), 2);
}

// Node 20 still works; the SDK's five-line notice about it helps nobody who reads a demo.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
// Python keeps what it compiled in a folder of its own, so that a start is quick and no source folder changes.
process.env.PYTHONPYCACHEPREFIX = join(root, '.local', 'python');
delete process.env.PYTHONDONTWRITEBYTECODE;
await run([process.execPath, '--import', 'tsx', join(root, 'tools', entry), ...words], 'inherit');

function run([command, ...args], output) {
  return new Promise((resolve) => {
    running = spawn(command, args, { cwd: root, stdio: ['inherit', output, 'inherit'] });
    running.once('error', ({ message }) => end(1, `${command}: ${message}`));
    running.once('close', (code, signal) => {
      const name = stopped ?? signal;
      // A program that a signal ended, or npm, has said nothing of it.
      if (name && (code === null || command === 'npm')) end(128 + constants.signals[name], STOPPED);
      if (code !== 0) end(code ?? 1);
      resolve();
    });
  });
}

function end(code, words) {
  if (words) console.error(words);
  process.exit(code);
}
