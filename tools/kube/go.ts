import { attempt, run } from '../project/run.ts';

/** Packages that no C is needed for. */
export const WITHOUT_C = { ...process.env, CGO_ENABLED: '0' };

export interface Build {
  /** With the module. */
  readonly folder: string;
  /** Package of its entry. */
  readonly command: string;
  /** File that it becomes. */
  readonly program: string;
  /** @default - none */
  readonly options?: readonly string[];
  /** @default - that of this process */
  readonly env?: NodeJS.ProcessEnv;
}

/** Builds a program in which nothing says where its source lay. */
export async function build({ folder, command, program, options = [], env = process.env }: Build): Promise<void> {
  await run('go', ['build', '-C', folder, '-trimpath', '-buildvcs=false', ...options, '-o', program, command], { env });
}

/** Whether this machine can build what only Go has. */
export async function hasGo(): Promise<boolean> {
  return attempt('go', ['version']).then(
    ({ status }) => status === 0,
    () => false,
  );
}
