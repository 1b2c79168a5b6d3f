import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../tools/project/paths.ts';

const folder = mkdtempSync(join(tmpdir(), 'airlock-record-'));
afterAll(() => rmSync(folder, { recursive: true }));

// A program that works half a second, in a program of its own, and holds 200 MB the while
const WORK = 'held = bytearray(200_000_000)\nimport time\nwhile time.process_time() < 0.5: pass\ntime.sleep(1)';

const linux = process.platform === 'linux' ? test : test.skip;

function recorded(...command: readonly string[]) {
  const file = join(folder, 'record.json');
  const { status } = spawnSync('python3', [join(ROOT, 'tools/measure/record.py'), file, folder, ...command]);
  return { ended: status, ...JSON.parse(readFileSync(file, 'utf8')) };
}

linux('what a program leaves behind is waited for, and its time is counted', () => {
  expect(recorded('sh', '-c', `setsid python3 -c '${WORK}' > left.txt 2>&1 &`).cpuSeconds).toBeGreaterThanOrEqual(0.5);
});

test('a program is recorded with what its own programs took', () => {
  const told = recorded('sh', '-c', `echo begun; python3 -c '${WORK}'; pwd; exit 3`);
  expect([told.ended, told.status, told.lines.map(([, line]: [number, string]) => line)]).toEqual([
    0,
    3,
    ['begun', folder],
  ]);
  expect(told.cpuSeconds).toBeGreaterThanOrEqual(0.5);
  expect(told.seconds).toBeGreaterThanOrEqual(1);
  if (process.platform === 'linux') expect(told.peakMegabytes).toBeGreaterThan(200);
});
