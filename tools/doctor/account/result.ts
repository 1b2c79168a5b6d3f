/** Whether a thing is as it must be, or could not be seen. */
type State = 'fine' | 'finding' | 'unclear';

/** What one look at the account found: one line. */
export interface Result {
  readonly name: string;
  readonly state: State;
  readonly got: string;

  /** What had to be there, and the command that brings it there. @default - nothing is amiss */
  readonly wanted?: string;
  readonly fix?: string;
}

export function fine(name: string, got: string): Result {
  return { name, state: 'fine', got };
}

export function finding(name: string, { got, wanted, fix }: { got: string; wanted: string; fix: string }): Result {
  return { name, state: 'finding', got, wanted, fix };
}

const DENIED = /AccessDenied|AuthorizationError|UnauthorizedOperation|not authorized|Forbidden/i;

/** What is said where AWS gave no answer. */
export function unclear(name: string, error: unknown): Result {
  const got = nameOf(error);
  const isDenied = DENIED.test(got);
  return {
    name,
    state: 'unclear',
    got,
    wanted: isDenied ? 'the right to look' : 'an answer of AWS',
    fix: isDenied ? 'attach docs/doctor-policy.json to who asks' : 'try again; if it stays, ask AWS by hand',
  };
}

function nameOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message.split('\n')[0]}` : String(error);
}

/** Whether AWS answered that there is no such thing. */
export function isMissing(error: unknown, ...names: readonly string[]): boolean {
  return error instanceof Error && names.includes(error.name);
}
