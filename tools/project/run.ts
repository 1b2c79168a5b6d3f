import { type ChildProcess, spawn } from 'node:child_process';
import { type PythonEnvironment, python, ROOT } from './paths.ts';

export interface RunOptions {
  readonly env?: NodeJS.ProcessEnv;

  /** Ends the program and everything that it started. */
  readonly signal?: AbortSignal;

  /** Called with each line of standard output as it comes. */
  readonly onLine?: (line: string) => void;
}

export interface RunResult {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a program in the project's root to its end and returns what it printed, whatever its status.
 *
 * @throws the signal's reason, once the program has ended, where it was told to end.
 */
export function attempt(command: string, args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  const { signal } = options;
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const child = spawn(command, args, {
      cwd: ROOT,
      env: options.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, since a program's own programs outlive it else
      detached: signal !== undefined,
    });
    const end = (): void => endGroup(child);
    signal?.addEventListener('abort', end);
    let stdout = '';
    let stderr = '';
    let rest = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) options.onLine?.(line);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.once('error', reject);
    child.once('close', (code) => {
      signal?.removeEventListener('abort', end);
      if (signal?.aborted) reject(signal.reason);
      else resolve({ status: code ?? 1, stdout, stderr });
    });
  });
}

const GRACE_MS = 3000;

/** TERM to a program and all of its group, and after a while KILL to what is left of it. */
function endGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  const send = (name: NodeJS.Signals): void => {
    try {
      process.kill(-pid, name);
    } catch {
      // it has ended by itself
    }
  };
  send('SIGTERM');
  setTimeout(send, GRACE_MS, 'SIGKILL').unref();
}

/**
 * Runs a program and returns its standard output.
 *
 * @throws Error with the end of what it printed where its status is not 0.
 */
export async function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  const { status, stdout, stderr } = await attempt(command, args, options);
  if (status === 0) return stdout;
  const tail = `${stdout}\n${stderr}`.trim().split('\n').slice(-25).join('\n');
  throw new Error(`${[command, ...args].join(' ').slice(0, 300)}: exit status ${status}\n${tail}`);
}

/** Runs a module of one of the project's Python environments as `attempt` does. */
export function attemptModule(
  environment: PythonEnvironment,
  module: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<RunResult> {
  return attempt(python(environment), ['-m', module, ...args], options);
}

/** Runs a module of one of the project's Python environments as `run` does. */
export function runModule(
  environment: PythonEnvironment,
  module: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<string> {
  return run(python(environment), ['-m', module, ...args], options);
}
