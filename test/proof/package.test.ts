import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const PACKAGE = join(import.meta.dirname, '..', '..', 'packages', 'iam-proof');

/** Words that only Airlock has. */
const OURS =
  /airlock|\bplants?\b|landing|bronze|\bsilver\b|\bgold\b|\bsites?\b|feeder|historian|pi.?integrator|quarantine|kubeflow/i;

/** Every file that somebody wrote. */
const files = readdirSync(PACKAGE, { recursive: true, encoding: 'utf8' }).filter((name) =>
  /\.(ts|py|json|md)$/.test(name),
);

test('the package that proves any app says no word of Airlock', () => {
  const telling = files.flatMap((name) =>
    readFileSync(join(PACKAGE, name), 'utf8')
      .split('\n')
      .filter((line) => OURS.test(line))
      .map((line) => `${name}: ${line.trim()}`),
  );
  expect(files.length).toBeGreaterThan(60);
  expect(telling).toEqual([]);
});

test('the package that proves any app imports nothing from outside its folder', () => {
  const climbing = files.flatMap((name) => {
    const depth = name.split('/').length - 1;
    const paths = [...readFileSync(join(PACKAGE, name), 'utf8').matchAll(/ from '((?:\.\.\/)+)/g)];
    return paths.filter(([, up = '']) => up.length / 3 > depth).map(([line]) => `${name}:${line}`);
  });
  expect(climbing).toEqual([]);
});
