import { spawn } from 'node:child_process';
import { type PythonEnvironment, python, ROOT } from './paths.ts';

export interface RunOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal;

  /** Called with each line of standard output as it comes. */
  readonly onLine?: (line: string) => void;
}

export interface RunResult {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program in the project's root to its end and returns what it printed, whatever its status. */
export function attempt(command: string, args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env: options.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(options.signal && { signal: options.signal }),
    });
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
    child.once('close', (code) => resolve({ status: code ?? 1, stdout, stderr }));
  });
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
