import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jdkHome } from '../../tools/project/jdk.ts';

const machine = mkdtempSync(join(tmpdir(), 'jdk-'));

function home(name: string, version: string): string {
  const folder = join(machine, name);
  mkdirSync(join(folder, 'bin'), { recursive: true });
  writeFileSync(join(folder, 'bin', 'java'), '');
  writeFileSync(join(folder, 'release'), `IMPLEMENTOR="Anybody"\nJAVA_VERSION="${version}"\n`);
  return folder;
}

const [newest, old, fitting] = [home('a', '25.0.2'), home('b', '1.8.0_422'), home('c', '17.0.15')];

test('the first JDK of a wanted version is taken', () => {
  expect(jdkHome([17, 21], [newest, old, fitting, home('d', '21.0.8')])).toBe(fitting);
});

test('a folder without a Java is none', () => {
  expect(() => jdkHome([17], [machine, join(machine, 'nowhere')])).toThrow('JDK: got none, wanted 17');
});

test('where none fits, it is said what is there and what mends it', () => {
  expect(() => jdkHome([17, 21], [newest, old])).toThrow(
    `JDK: got 25 in ${newest}, 1 in ${old}, wanted 17 or 21. To mend it: apt-get install`,
  );
});
