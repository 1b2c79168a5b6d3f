import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { attempt } from '../../tools/project/run.ts';

const folder = mkdtempSync(join(tmpdir(), 'airlock-run-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('a program that is told to end is waited for, and what it started ends with it', async () => {
  const written = join(folder, 'written');
  const stop = new AbortController();
  const script = `sh -c 'sleep 2; touch ${written}' & echo begun; wait`;
  const run = attempt('sh', ['-c', script], { signal: stop.signal, onLine: () => stop.abort(new Error('enough')) });
  await expect(run).rejects.toThrow('enough');
  await sleep(2500);
  expect(existsSync(written)).toBe(false);
});

test('a program is not begun where its end was asked for before', async () => {
  await expect(attempt('true', [], { signal: AbortSignal.abort(new Error('too late')) })).rejects.toThrow('too late');
});
