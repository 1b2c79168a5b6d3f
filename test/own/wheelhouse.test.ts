import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeWheelhouse } from '../../tools/own/wheelhouse/wheelhouse.ts';

test('a folder that holds something is not made a wheelhouse', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'wheelhouse-'));
  writeFileSync(join(folder, 'thesis.doc'), '');
  const making = makeWheelhouse({ platform: 'win_amd64', python: '3.11' }, folder);
  await expect(making).rejects.toThrow('which holds something, wanted a new folder');
});
