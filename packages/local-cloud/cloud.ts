import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { assertLoopback } from './loopback.ts';
import { endSession, isRunning } from './processes.ts';

/** A local cloud: one folder of state, one server process, one loopback port that stays the same. */
export interface Cloud {
  readonly endpoint: string;
  /** Undefined while it is not running. */
  readonly pid?: number;
  readonly healthy: boolean;
  readonly stateFolder: string;
  /** PEM file of the authority that signed its server certificate. */
  readonly caFile: string;
}

/** A property that a deploy set and that has no effect here. */
export interface NotApplied {
  readonly stack: string;
  readonly logicalId: string;
  readonly type: string;
  readonly property: string;
  readonly why: string;
}

/** A Kubernetes object or a Helm chart that a deploy would apply to a cluster: it is on record, and runs nowhere. */
export interface Recorded {
  readonly stack: string;
  readonly logicalId: string;
  readonly kind: string;
  /** With its namespace before it, if it is in one. */
  readonly name: string;
  readonly summary: string;
}

const ACCOUNT = '000000000000';
/** The one region that it plays. */
export const REGION = 'us-east-1';
const START_SECONDS = 40;
/** Step Functions' lists are late on AWS too: whoever leans on one finds out here. */
const LIST_LAG_SECONDS = '2';

const savedState = z.object({ port: z.number(), pid: z.number().nullable(), endpoint: z.url() });
const notAppliedList = z.array(
  z.object({ stack: z.string(), logicalId: z.string(), type: z.string(), property: z.string(), why: z.string() }),
);
const recordedList = z.array(
  z.object({ stack: z.string(), logicalId: z.string(), kind: z.string(), name: z.string(), summary: z.string() }),
);

/** Programs that a cloud is made of, and works with. */
export interface Programs {
  /** Interpreter of an environment that has the package `standin` and what it needs. */
  readonly python: string;
  /** Interpreter of the scripts of Glue jobs. @default - the same */
  readonly gluePython?: string;
}

/** Begins the sentence with which the server tells why it cannot start. */
const CANNOT_START = 'cannot start: ';

/** Starts the cloud unless it is healthy already, and waits until it answers. */
export async function up(stateFolder: string, programs: Programs): Promise<Cloud> {
  const present = await status(stateFolder);
  if (present?.healthy) {
    return present;
  }
  const server = start(stateFolder, programs);
  for (let waited = 0; waited < START_SECONDS; waited += 0.1) {
    const cloud = await status(stateFolder);
    if (cloud?.healthy) {
      return cloud;
    }
    // A second `up` at the same time: its server finds the lock taken and ends, the first one's becomes healthy.
    if (server.exitCode !== null && !lastLines(stateFolder, 1).includes('already runs')) {
      break;
    }
    await sleep(100);
  }
  const told = lastLines(stateFolder, 1);
  if (told.startsWith(CANNOT_START)) throw new Error(told);
  throw new Error(`the local cloud did not start; the end of ${logFile(stateFolder)}:\n${lastLines(stateFolder, 15)}`);
}

/** Ends the cloud and everything it started; its state stays. Returns whether one was running. */
export async function down(stateFolder: string): Promise<boolean> {
  const cloud = await status(stateFolder);
  if (cloud?.pid === undefined) {
    return false;
  }
  await endSession(cloud.pid);
  return true;
}

/** The cloud as it is now, or undefined if it was never started. */
export async function status(stateFolder: string): Promise<Cloud | undefined> {
  const file = join(stateFolder, 'state.json');
  if (!existsSync(file)) {
    return undefined;
  }
  const { pid, endpoint } = savedState.parse(JSON.parse(readFileSync(file, 'utf8')));
  assertLoopback(endpoint);
  const running = pid !== null && isRunning(pid, stateFolder);
  const caFile = join(stateFolder, 'tls', 'ca.pem');
  const healthy = running && (await answers(endpoint, caFile));
  return { endpoint, healthy, stateFolder, caFile, ...(running ? { pid } : {}) };
}

/** Environment of a process that talks to the cloud as its account's root user. */
export function cloudEnvironment(cloud: Cloud): Record<string, string> {
  const bundle = join(cloud.stateFolder, 'tls', 'bundle.pem');
  return {
    AWS_ENDPOINT_URL: assertLoopback(cloud.endpoint),
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
    AWS_ACCESS_KEY_ID: ACCOUNT,
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_CA_BUNDLE: bundle,
    AWS_EC2_METADATA_DISABLED: 'true',
    NODE_EXTRA_CA_CERTS: cloud.caFile,
    SSL_CERT_FILE: bundle,
    REQUESTS_CA_BUNDLE: bundle,
    CDK_DEFAULT_ACCOUNT: ACCOUNT,
    CDK_DEFAULT_REGION: REGION,
    CDK_DISABLE_VERSION_CHECK: '1',
  };
}

/** This process's environment without the caller's own AWS settings and proxies, with the cloud's in their place. */
export function environmentFor(cloud: Cloud, credentials: Record<string, string> = {}): Record<string, string> {
  const foreign = /^(AWS_|CDK_|(https?|all|no)_proxy$)/i;
  const own = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined || foreign.test(name) ? [] : [[name, value]],
  );
  return { ...Object.fromEntries(own), ...cloudEnvironment(cloud), ...credentials };
}

/** Properties that the stacks that stand now set without effect here. */
export function notApplied(stateFolder: string): readonly NotApplied[] {
  const file = join(stateFolder, 'not-applied.json');
  return existsSync(file) ? notAppliedList.parse(JSON.parse(readFileSync(file, 'utf8'))) : [];
}

/** Objects and charts that the stacks that stand now would apply to a cluster. */
export function recorded(stateFolder: string): readonly Recorded[] {
  const file = join(stateFolder, 'recorded.json');
  return existsSync(file) ? recordedList.parse(JSON.parse(readFileSync(file, 'utf8'))) : [];
}

/** Loses the next S3 event of an object whose `bucket/key` begins with the prefix, as AWS may. */
export function dropNextEvent(prefix: string, stateFolder: string): void {
  writeFileSync(join(stateFolder, 'drop-next-event'), prefix);
}

function start(stateFolder: string, { python, gluePython }: Programs) {
  mkdirSync(stateFolder, { recursive: true });
  const glue = gluePython ? ['--glue-python', gluePython] : [];
  const log = openSync(logFile(stateFolder), 'a');
  try {
    const server = spawn(python, ['-m', 'standin', '--state', stateFolder, '--list-lag', LIST_LAG_SECONDS, ...glue], {
      env: { PYTHONPYCACHEPREFIX: join(stateFolder, 'python'), ...process.env },
      // A session of its own: it outlives this command, and its members are found by it at the end.
      detached: true,
      stdio: ['ignore', log, log],
    });
    server.unref();
    return server;
  } finally {
    closeSync(log);
  }
}

function answers(endpoint: string, caFile: string): Promise<boolean> {
  return new Promise((done) => {
    const asked = request(
      `${endpoint}/_ministack/health`,
      { ca: readFileSync(caFile), timeout: 3000, agent: false },
      (response) => {
        response.resume();
        done(response.statusCode === 200);
      },
    );
    asked.on('timeout', () => asked.destroy());
    asked.on('error', () => done(false));
    asked.end();
  });
}

function logFile(stateFolder: string): string {
  return join(stateFolder, 'server.log');
}

function lastLines(stateFolder: string, count: number): string {
  const file = logFile(stateFolder);
  return existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n').slice(-count).join('\n') : '';
}
