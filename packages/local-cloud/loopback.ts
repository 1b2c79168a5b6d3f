const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost']);

/**
 * Returns the endpoint if it is on this machine.
 *
 * Every command that writes to the local cloud asks here first: the same command with another endpoint would write to
 * somebody's AWS account.
 */
export function assertLoopback(endpoint: string | undefined): string {
  if (endpoint === undefined || !LOOPBACK.has(new URL(endpoint).hostname)) {
    throw new Error(`AWS_ENDPOINT_URL must be on this machine (127.0.0.1 or localhost), got ${endpoint ?? 'nothing'}`);
  }
  return endpoint;
}
