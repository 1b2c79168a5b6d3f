// Runs before anything is installed, so it uses Node alone: installs the locked packages, then starts the command.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const WANTED = [20, 19];
const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const marker = join(root, 'node_modules', '.airlock-installed');

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < WANTED[0] || (major === WANTED[0] && minor < WANTED[1])) {
  console.error(`Node: got ${process.versions.node}, wanted ${WANTED.join('.')} or newer. Install Node 24 (.nvmrc).`);
  process.exit(2);
}

const lock = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex');
if (!existsSync(marker) || readFileSync(marker, 'utf8') !== lock) {
  console.log('Installing the Node packages of package-lock.json …');
  run('npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error']);
  mkdirSync(dirname(marker), { recursive: true });
  writeFileSync(marker, lock);
}

const [entry, ...words] = process.argv.slice(2);
// Node 20 still works; the SDK's five-line notice about it helps nobody who reads a demo.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
// Python keeps what it compiled in a folder of its own, so that a start is quick and no source folder changes.
process.env.PYTHONPYCACHEPREFIX = join(root, '.local', 'python');
delete process.env.PYTHONDONTWRITEBYTECODE;
run(process.execPath, ['--import', 'tsx', join(root, 'tools', entry), ...words]);

function run(command, args) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  if (error) console.error(`${command}: ${error.message}`);
  if (status !== 0) process.exit(status ?? 1);
}
