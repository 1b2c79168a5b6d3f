import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toMatchFile } from 'jest-file-snapshot';
import { loadConfig } from '../../lib/config/load-config.ts';
import { readAssembly } from '../../packages/iam-proof/index.ts';
import { estimate } from '../../tools/cost/estimate.ts';
import { withTables } from '../../tools/cost/page.ts';
import { DEFAULT_VOLUMES, SHOWN_TAGS } from '../../tools/cost/volumes.ts';
import { ROOT } from '../../tools/project/paths.ts';
import { assemblyFolder } from '../support/synthesis/wanted.ts';

expect.extend({ toMatchFile });

const PAGE = join(ROOT, 'docs', 'cost.md');

async function months(environment: string) {
  const config = loadConfig(environment);
  const assembly = readAssembly(await assemblyFolder({ config }));
  return SHOWN_TAGS.map((tags) => estimate(assembly, config, { tags, ...DEFAULT_VOLUMES }));
}

test('a month costs what docs/cost.md says', async () => {
  const page = withTables(readFileSync(PAGE, 'utf8'), { dev: await months('dev'), prod: await months('prod') });
  expect(page).toMatchFile(PAGE);
});

test('a place whose table nobody makes is an error', () => {
  expect(() => withTables('<!-- cost: test -->\n<!-- /cost -->', {})).toThrow('got the place "test"');
});
