import type { aws_iam as iam } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Kubeflow } from '../config/config.ts';
import { NOTEBOOK_ACCOUNT } from '../contract/index.ts';
import { ArgoCd, type ArgoCdProps } from './argo-cd.ts';
import { kubeflowParts, profilePart } from './kubeflow-parts.ts';
import { PodIdentity } from './pod-identity.ts';

export interface KubeflowAppsProps extends ArgoCdProps {
  readonly profiles: Kubeflow['profiles'];
  readonly goldReader: iam.IRole;
}

/** Kubeflow, and a profile for each who works with it, its notebooks reading gold. */
export class KubeflowApps extends Construct {
  constructor(scope: Construct, id: string, { profiles, goldReader, ...props }: KubeflowAppsProps) {
    super(scope, id);
    const argoCd = new ArgoCd(this, 'ArgoCd', props);
    const owners = [...new Set(profiles.map(({ owner }) => owner))];
    for (const part of kubeflowParts(owners)) argoCd.install(part.name, part);
    for (const { name, owner } of profiles) {
      argoCd.install(`profile-${name}`, profilePart(name, owner));
      new PodIdentity(this, `gold-${name}`, {
        cluster: props.cluster,
        namespace: name,
        serviceAccount: NOTEBOOK_ACCOUNT,
        role: goldReader,
      });
    }
  }
}
