/** What replay asks the clean job; at least one is set. */
export interface Request {
  readonly reason?: string;
  readonly site?: string;
  readonly view?: string;
  readonly object?: string;
}

/** A replica, in a folder or in a cloud: the only part that knows where its jobs run. */
export interface Place {
  /** The clean job's last words, once it and the build of gold have ended. */
  replay(request: Request): Promise<string>;
  /** URIs of settings, silver and gold by argument, and the environment in which they can be read. */
  reading(): Promise<{ readonly uris: readonly string[]; readonly env: NodeJS.ProcessEnv }>;
}
