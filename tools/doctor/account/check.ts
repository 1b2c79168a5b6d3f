import type { Config } from '../../../lib/config/config.ts';
import type { Clients } from './clients.ts';
import type { Result } from './result.ts';

/** What a look needs: what is to be deployed, where, and who looks. */
export interface Account {
  readonly config: Config;
  readonly qualifier: string;
  readonly clients: Clients;
}

/** One look, or several of a kind. What it throws is one line that says that it could not tell. */
export interface Check {
  readonly name: string;
  readonly look: (account: Account) => Promise<readonly Result[]>;
}

/** Name of a stack of the deployment. */
export function stackName({ app, environment }: Config, stage: string): string {
  return `${app}-${environment}-${stage}`;
}

/** The deployment's stacks in the order in which they are made. */
export function stackNames(config: Config): string[] {
  const kubeflow = config.consumption.kubeflow.enabled ? ['kubeflow'] : [];
  return ['replica-store', 'ingestion', 'transformation', 'consumption', ...kubeflow, 'operations'].map((stage) =>
    stackName(config, stage),
  );
}

export function hasProfile({ sites }: Pick<Config, 'sites'>, profile: 'sender' | 'pi-integrator'): boolean {
  return sites.some(({ feeders }) => feeders.some((feeder) => feeder.profile === profile));
}
