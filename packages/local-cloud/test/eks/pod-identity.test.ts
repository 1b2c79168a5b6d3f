import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { down, recorded, up } from '../../cloud.ts';
import { podIdentity } from '../../pod-identity.ts';

const state = mkdtempSync(join(tmpdir(), 'local-pod-'));
afterAll(async () => {
  await down(state);
  rmSync(state, { recursive: true });
}, 30_000);

test('a service account that no association names gets no environment, and leaves no token', async () => {
  const cloud = await up(state, { python: process.env.LOCAL_CLOUD_PYTHON ?? join('.venv', 'local', 'bin', 'python') });
  const pod = podIdentity(cloud, 'north-analytics', 'default-editor');
  await expect(pod).rejects.toThrow(/no credentials for north-analytics\/default-editor: .*ResourceNotFoundException/);
  expect(readdirSync(join(state, 'pods', 'north-analytics', 'default-editor'))).toEqual([]);
  expect(recorded(state)).toEqual([]);
}, 60_000);
