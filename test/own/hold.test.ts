import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { holding } from '../../tools/own/hold.ts';
import { python, ROOT } from '../../tools/project/paths.ts';

const out = mkdtempSync(join(tmpdir(), 'airlock-hold-'));

afterAll(() => rmSync(out, { recursive: true }));

test('of two runs on one folder the second is refused, and may begin once the first has ended', async () => {
  const second = await holding(out, () => holding(out, async () => 'done').catch((error: Error) => error.message));
  expect(second).toContain('another run is at work');
  expect(await holding(out, async () => 'done')).toBe('done');
});

test('a run that fails lets go', async () => {
  const failing = holding(out, () => Promise.reject(new Error('broken')));
  await expect(failing).rejects.toThrow('broken');
  expect(await holding(out, async () => 'done')).toBe('done');
});

test('a run that is killed leaves nothing held', async () => {
  const holder = spawn(python('jobs'), ['-m', 'own', 'hold', out], { cwd: ROOT, stdio: ['pipe', 'pipe', 'inherit'] });
  await once(holder.stdout, 'data');
  await expect(holding(out, async () => 'done')).rejects.toThrow('another run is at work');
  holder.kill('SIGKILL');
  await once(holder, 'close');
  expect(await holding(out, async () => 'done')).toBe('done');
});
