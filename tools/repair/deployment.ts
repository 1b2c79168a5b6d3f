import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { GetJobCommand, GetJobRunCommand, type GlueClient, StartJobRunCommand } from '@aws-sdk/client-glue';
import { loadConfig } from '../../lib/config/load-config.ts';
import { pipelineName } from '../../lib/contract/index.ts';
import { type Cloud, environmentFor } from '../../packages/local-cloud/cloud.ts';
import { ownerClients } from '../operate/aws.ts';
import { running } from '../operate/local.ts';
import { STATE_FOLDER } from '../operate/local-cloud.ts';
import type { Place } from './place.ts';

const LOOK_SECONDS = 1;

/** The replica of an environment in the local cloud, whose jobs run there under their own roles. */
export async function localPlace(environment: string): Promise<Place> {
  const [cloud, config] = [await running(STATE_FOLDER), loadConfig(environment)];
  const { glue } = ownerClients(cloud, config.region);
  const [clean, gold] = [pipelineName(config, 'bronze-to-silver'), pipelineName(config, 'silver-to-gold')];
  return {
    async replay(request) {
      const id = await runJob(glue, clean, { '--replay': JSON.stringify(request) });
      await runJob(glue, gold, {});
      return saidBy(cloud, id);
    },
    async reading() {
      const { Job } = await glue.send(new GetJobCommand({ JobName: gold }));
      const given = Job?.DefaultArguments ?? {};
      const uris = ['--settings', '--silver', '--gold'].flatMap((name) => [name, given[name] ?? '']);
      return { uris, env: { ...environmentFor(cloud), TZ: 'UTC' } };
    },
  };
}

/**
 * Runs a job to its end; its run's id.
 *
 * @throws Error with what it ended with where it did not succeed.
 */
async function runJob(glue: GlueClient, name: string, args: Record<string, string>): Promise<string> {
  const { JobRunId = '' } = await glue.send(new StartJobRunCommand({ JobName: name, Arguments: args }));
  for (;;) {
    const { JobRun } = await glue.send(new GetJobRunCommand({ JobName: name, RunId: JobRunId }));
    if (JobRun?.JobRunState === 'SUCCEEDED') return JobRunId;
    if (!['STARTING', 'RUNNING', 'WAITING', 'STOPPING'].includes(JobRun?.JobRunState ?? '')) {
      throw new Error(`${name} ended as ${JobRun?.JobRunState}: ${JobRun?.ErrorMessage ?? 'no word'}`);
    }
    await sleep(LOOK_SECONDS * 1000);
  }
}

function saidBy(cloud: Cloud, run: string): string {
  return readFileSync(join(cloud.stateFolder, 'glue', run, 'stdout'), 'utf8');
}
