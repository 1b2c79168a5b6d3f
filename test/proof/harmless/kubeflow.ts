import type { Config, Ingress, Kubeflow } from '../../../lib/config/config.ts';
import { loadConfig } from '../../../lib/config/load-config.ts';
import { withEntrance, withKubeflow } from '../../../tools/proof/doubt/stacks/kubeflow.ts';

const prod = loadConfig('prod');

export function kubeflow(change: Partial<Kubeflow>): Config {
  return withKubeflow(change)(prod);
}

export function profiles(...all: Kubeflow['profiles']): Config {
  return kubeflow({ profiles: all });
}

/** prod that people come to by a name of the company's. */
export function entrance(change: Partial<Ingress>, adminCidrs: string[] = []): Config {
  const config = withEntrance(prod);
  const { kubeflow: cluster } = config.consumption;
  if (!cluster.enabled || cluster.access.ingress === null) throw new Error('wanted an entrance');
  const ingress = { ...cluster.access.ingress, ...change };
  return kubeflow({ access: { adminCidrs, peopleRoleArn: null, ingress } });
}
