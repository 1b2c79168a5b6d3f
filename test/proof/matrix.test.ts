import { join } from 'node:path';
import { toMatchFile } from 'jest-file-snapshot';
import { matrixOf } from '../../tools/proof/matrix/matrix.ts';
import { assemblyOf } from './twins.ts';

expect.extend({ toMatchFile });

test('who may do what in prod, action by action, is as airlock.md says', async () => {
  const page = await matrixOf(await assemblyOf('prod'));
  expect(page).toMatchFile(join(import.meta.dirname, '..', 'golden', 'airlock.md'));
});
