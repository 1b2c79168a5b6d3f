import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../tools/project/paths.ts';

const owned = readFileSync(join(ROOT, '.github/CODEOWNERS'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('/'))
  .map((line) => line.split(/\s+/));

test.each([
  'tools/proof/promise/open.json',
  'tools/proof/promise/world.json',
  'tools/proof/properties/asked',
  'packages/iam-proof/index.ts',
  'lib/aspects/explained-checks.ts',
  'config/prod.json',
  'test/golden/permissions.md',
  '.github/workflows/ci.yml',
  '.github/CODEOWNERS',
  '.github/dependabot.yml',
  '.ci/run',
  'package-lock.json',
  'requirements/jobs.txt',
  'requirements/constraints.txt',
  '.npmrc',
  '.devcontainer/devcontainer.json',
  '.pre-commit-config.yaml',
  'tools/project/checks.ts',
])('%s is there, and the platform team is asked for a change of it', (path) => {
  expect(existsSync(join(ROOT, path))).toBe(true);
  expect(owned.some(([prefix = '', owner = '']) => `/${path}`.startsWith(prefix) && owner.startsWith('@'))).toBe(true);
});

test('whoever is asked is asked for something that is there', () => {
  expect(owned.map(([prefix = '']) => prefix).filter((prefix) => !existsSync(join(ROOT, prefix)))).toEqual([]);
});
