import type { Config, Kubeflow } from '../../../../lib/config/config.ts';
import { kubeflowSecretName } from '../../../../lib/contract/index.ts';

type Change = (config: Config) => Config;

/** Nobody but administrators gets to the cluster. */
export const withAdministrators = withKubeflow({
  access: { adminCidrs: ['10.20.0.0/16', '192.168.7.0/24'], peopleRoleArn: null, ingress: null },
});

/** People come by a name of the company's, which signs them in. */
export function withEntrance(config: Config, cidrs = ['10.20.0.0/16', '192.168.7.0/24']): Config {
  const ingress = {
    host: 'kubeflow.acme-plant.example',
    certificateArn: `arn:aws:acm:${config.region}:${config.account}:certificate/6f0c6e2e-0000-4000-8000-000000000002`,
    cidrs,
    oidc: {
      issuer: 'https://login.acme-plant.example',
      clientId: 'kubeflow',
      clientSecretName: kubeflowSecretName(config, 'company'),
      assumeEmailVerified: false,
    },
  };
  return withKubeflow({ access: { adminCidrs: [], peopleRoleArn: null, ingress } })(config);
}

/** Notebooks run an image of the company's registry, and none is built. */
export function withImage(config: Config): Config {
  const uri = `${config.account}.dkr.ecr.${config.region}.amazonaws.com/notebooks:2026.11`;
  return withKubeflow({ notebookImage: { uri } })(config);
}

/** A configuration with other settings of Kubeflow. */
export function withKubeflow(change: Partial<Kubeflow>): Change {
  return (config) => {
    const { kubeflow } = config.consumption;
    if (!kubeflow.enabled) throw new Error(`wanted Kubeflow in ${config.environment}`);
    return { ...config, consumption: { kubeflow: { ...kubeflow, ...change } } };
  };
}
