import {
  GetSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { Command } from 'commander';
import type { Config } from '../../lib/config/config.ts';
import { passwordSecretName } from '../../lib/contract/index.ts';
import { configOf } from '../project/configuration.ts';
import { ownerClients } from './aws.ts';
import { addressOf, kubeflowLines, type Person, peopleOf } from './kubeflow-words.ts';
import { running } from './local.ts';
import { STATE_FOLDER } from './local-cloud.ts';

interface Options {
  readonly environment: string;
  readonly json?: true;
}

/** `airlock kubeflow-secrets`: what whoever lets people into Kubeflow must tell them once, read with the AWS credentials of the shell. */
export function kubeflowSecretsCommand(): Command {
  return new Command('kubeflow-secrets')
    .description(
      'print where Kubeflow is, who owns which profile, and their first passwords; exit code 1 before a deployment',
    )
    .option('--environment <name>', 'a configuration: local, dev, prod', 'local')
    .option('--json', 'print a JSON object')
    .action(tell);
}

async function tell({ environment, json }: Options): Promise<void> {
  const config = await configOf(environment);
  const { kubeflow } = config.consumption;
  if (!kubeflow.enabled) throw new Error(`${environment} has no Kubeflow: consumption.kubeflow.enabled is false`);
  const people = peopleOf(kubeflow);
  const told = kubeflow.access.ingress === null ? await withPasswords(config, people) : people;
  if (told === undefined) {
    console.error(`${environment} has no passwords yet: they are made when the stack of Kubeflow is deployed`);
    process.exitCode = 1;
    return;
  }
  const secretOf = (owner: string): string => passwordSecretName(config, owner);
  console.log(
    json
      ? JSON.stringify({ address: addressOf(kubeflow), people: told }, null, 2)
      : kubeflowLines(kubeflow, told, secretOf),
  );
}

/** Undefined where a secret is not there. */
async function withPasswords(config: Config, people: readonly Person[]): Promise<Person[] | undefined> {
  const secrets = await secretsOf(config);
  try {
    return await Promise.all(
      people.map(async (person) => {
        const request = new GetSecretValueCommand({ SecretId: passwordSecretName(config, person.owner) });
        const { SecretString: password = '' } = await secrets.send(request);
        return { ...person, password };
      }),
    );
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

/** Of an account by the AWS credentials of the shell, of the local cloud by its own. */
async function secretsOf({ environment, region }: Config): Promise<SecretsManagerClient> {
  return environment === 'local'
    ? ownerClients(await running(STATE_FOLDER), region).secrets
    : new SecretsManagerClient({ region });
}
