import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { loadConfig } from '../../../lib/config/load-config.ts';
import { withoutStreams } from '../configurations.ts';
import { readStacks } from './read.ts';
import { assemblyFolder } from './wanted.ts';

interface Start {
  readonly default: () => Promise<ChildProcess>;
}

const config = loadConfig('local');
const templatesIn = (folder: string): string => JSON.stringify(readStacks(folder));

test('who asks for one configuration at once is given one app', async () => {
  const [first, second] = await Promise.all([
    assemblyFolder({ config }),
    assemblyFolder({ config: loadConfig('local') }),
  ]);
  expect(second).toBe(first);
});

test('another configuration is another app', async () => {
  const [plain, quiet] = [await assemblyFolder({ config }), await assemblyFolder({ config: withoutStreams() })];
  expect(templatesIn(plain)).toContain('"Type":"AWS::Kinesis::Stream"');
  expect(templatesIn(quiet)).not.toContain('"Type":"AWS::Kinesis::Stream"');
});

test('a change of the constructs is another app', async () => {
  const change = 'flaws that are explained elsewhere';
  expect(templatesIn(await assemblyFolder({ config, change }))).toContain('FreshBucket');
  expect(templatesIn(await assemblyFolder({ config }))).not.toContain('FreshBucket');
});

test('a synthesis that fails does so in the suite that wants it', async () => {
  const wrong = assemblyFolder({ config: { ...config, certificateAuthority: 'nowhere.pem' } });
  await expect(wrong).rejects.toThrow('got "nowhere.pem", no such file');
});

test('a run leaves nothing to a later one: its maker ends with it, and takes its folder away', async () => {
  const { default: start }: Start = await import(join(import.meta.dirname, 'start.js'));
  const maker = await start();
  const folder = dirname(process.env.AIRLOCK_SYNTHESIS ?? '');
  expect(existsSync(folder)).toBe(true);
  maker.disconnect();
  await once(maker, 'exit');
  expect(existsSync(folder)).toBe(false);
});
