import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { Command } from 'commander';
import { z } from 'zod';
import type { Config } from '../../lib/config/config.ts';
import { type KeyReport, pipelineName } from '../../lib/contract/index.ts';
import { configOf } from '../project/configuration.ts';
import { ownerClients } from './aws.ts';
import { reportLines } from './key-report.ts';
import { running } from './local.ts';
import { STATE_FOLDER } from './local-cloud.ts';

const report = z.object({
  site: z.string(),
  done: z.string(),
  why: z.string(),
  keys: z.array(
    z.object({
      id: z.string(),
      isActive: z.boolean(),
      isStored: z.boolean(),
      createdAt: z.string(),
      lastUsedAt: z.string().nullable(),
    }),
  ),
}) satisfies z.ZodType<KeyReport>;

const VERBS = {
  status: "show the access keys of a site's PI Integrator, and what the next check would do",
  renew: 'make a second key into the secret; exit code 1 where there are two already',
  revoke: 'disable every key at once; no key is made again until you ask for it',
} as const;
type Verb = keyof typeof VERBS;

interface Options {
  readonly site: string;
  readonly environment: string;
  readonly json?: true;
}

/** `airlock key status|renew|revoke`, by the function that looks after keys, with the AWS credentials of the environment. */
export function keyCommand(): Command {
  const key = new Command('key');
  for (const verb of ['status', 'renew', 'revoke'] as const) {
    key
      .command(verb)
      .description(VERBS[verb])
      .requiredOption('--site <id>', 'a site of the configuration')
      .option('--environment <name>', 'a configuration: local, dev, prod', 'local')
      .option('--json', 'print a JSON object')
      .action((options: Options) => perform(verb, options));
  }
  return key;
}

async function perform(verb: Verb, { site, environment, json }: Options): Promise<void> {
  const config = await configOf(environment);
  const feeders = config.sites.find(({ id }) => id === site)?.feeders;
  if (feeders === undefined) {
    throw new Error(`--site: got "${site}", wanted one of ${config.sites.map(({ id }) => id).join(', ')}`);
  }
  if (!feeders.some(({ profile }) => profile === 'pi-integrator')) throw new Error(withoutKey(site));
  const lambda = await functionsOf(config);
  const { Payload, FunctionError } = await lambda.send(
    new InvokeCommand({
      FunctionName: pipelineName(config, 'pi-integrator-key'),
      Payload: JSON.stringify({ action: verb, site }),
    }),
  );
  const text = new TextDecoder().decode(Payload);
  if (FunctionError !== undefined) throw new Error(`the function failed: ${text}`);
  const answer = report.parse(JSON.parse(text));
  console.log(json ? JSON.stringify(answer, null, 2) : reportLines(answer));
  if (verb === 'renew' && answer.done === 'nothing') process.exitCode = 1;
}

/** Those of an account by the AWS credentials of the shell, those of the local cloud by its own. */
async function functionsOf({ environment, region }: Config): Promise<LambdaClient> {
  return environment === 'local'
    ? ownerClients(await running(STATE_FOLDER), region).lambda
    : new LambdaClient({ region });
}

function withoutKey(site: string): string {
  return [
    `${site} has a sender, which shows a certificate and has no access key. To shut it out at once:`,
    '  aws rolesanywhere disable-profile --profile-id <the end of the output SenderProfile of the ingestion stack>',
    'Sessions that are open end within the hour. To shut out one certificate for good, revoke it at its authority and import the list:',
    '  aws rolesanywhere import-crl --name <name> --enabled --crl-data fileb://<list>.pem --trust-anchor-arn <output SenderTrustAnchor>',
  ].join('\n');
}
