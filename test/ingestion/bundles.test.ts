import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { loadConfig } from '../../lib/config/load-config.ts';
import { ENVIRONMENT } from '../../lib/contract/index.ts';
import { assemblyFolder } from '../support/synthesis/wanted.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const variables = Object.fromEntries(Object.values(ENVIRONMENT).map((name) => [name, '{}']));

// Lambda unpacks a bundle where no package file says that it is an ES module.
const LOAD = `
  const module = { exports: {} };
  const source = require('node:fs').readFileSync(process.argv[1], 'utf8');
  new Function('module', 'exports', 'require', source)(module, module.exports, require);
  console.log(typeof module.exports.handler);
`;

test.each(['due-crawls', 'landing-intake', 'landing-sweep', 'pi-integrator-key', 'stream-to-bronze', 'take-turn'])(
  'the bundle of %s loads by itself',
  async (name) => {
    // A synthesis bundles the functions before it writes anything.
    const assembly = await assemblyFolder({ config: loadConfig('local') });
    const env = { ...process.env, ...variables, LAMBDA_TASK_ROOT: join(assembly, 'functions', name) };
    const bundle = join(ROOT, 'build', 'lambda', name, 'index.js');
    expect(execFileSync(process.execPath, ['--eval', LOAD, bundle], { env, encoding: 'utf8' }).trim()).toBe('function');
  },
);
