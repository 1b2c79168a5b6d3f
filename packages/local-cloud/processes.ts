import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

const GRACE_SECONDS = 12;

/** True if `pid` is the local cloud that keeps its state in that folder, and not a stranger with a reused number. */
export function isRunning(pid: number, stateFolder: string): boolean {
  const command = ps('-p', String(pid), '-o', 'command=');
  return command.includes('-m standin') && command.includes(stateFolder);
}

/** TERM to the leader of a session, and after a while KILL to whatever of the session is left. */
export async function endSession(leader: number): Promise<void> {
  signal(leader, 'SIGTERM');
  for (let waited = 0; waited < GRACE_SECONDS && members(leader).length > 0; waited += 0.1) {
    await sleep(100);
  }
  for (const pid of members(leader)) {
    signal(pid, 'SIGKILL');
  }
}

function members(session: number): readonly number[] {
  return ps('-A', '-o', 'pid=,sess=,stat=')
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, sess, stat]) => sess === String(session) && !stat?.startsWith('Z'))
    .map(([pid]) => Number(pid));
}

function ps(...options: string[]): string {
  try {
    return execFileSync('ps', options, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return ''; // ps answers with exit code 1 when there is no such process
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // it has ended by itself
  }
}
