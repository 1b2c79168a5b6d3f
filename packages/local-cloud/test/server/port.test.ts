import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { up } from '../../cloud.ts';

const PYTHON = process.env.LOCAL_CLOUD_PYTHON ?? join('.venv', 'local', 'bin', 'python');

let state: string;
let other: Server;
beforeEach(async () => {
  state = mkdtempSync(join(tmpdir(), 'airlock-port-'));
  other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  await new Promise((resolve) => other.close(resolve));
  rmSync(state, { recursive: true });
});

test('a port that another program holds is told in one sentence, with what to do', async () => {
  const { port } = other.address() as AddressInfo;
  writeFileSync(join(state, 'state.json'), JSON.stringify({ port, pid: null, endpoint: `https://127.0.0.1:${port}` }));
  const sentence = new RegExp(
    `^cannot start: port ${port}, .* end the program that holds it, or delete the folder[^\\n]*$`,
  );
  await expect(up(state, { python: PYTHON })).rejects.toThrow(sentence);
}, 60_000);
