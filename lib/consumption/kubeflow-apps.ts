import type { aws_iam as iam } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Ingress, Kubeflow } from '../config/config.ts';
import { NOTEBOOK_ACCOUNT } from '../contract/index.ts';
import { ArgoCd, type ArgoCdProps } from './argo-cd.ts';
import { goldDefaultsPart } from './gold-defaults.ts';
import { kubeflowParts } from './kubeflow-parts.ts';
import { PodIdentity } from './pod-identity.ts';
import { profilePart } from './profile-part.ts';

export interface KubeflowAppsProps extends Omit<ArgoCdProps, 'profileNamespaces'> {
  readonly profiles: Kubeflow['profiles'];
  /** Owners of the profiles, each once. */
  readonly owners: readonly string[];
  /** By which people are signed in, `null` for passwords. */
  readonly ingress: Ingress | null;
  readonly goldReader: iam.IRole;
  readonly goldBucket: string;
  /** Image that the form for a notebook offers. */
  readonly notebookImage: string;
}

/** Kubeflow, and a profile for each who works with it, its notebooks reading gold. */
export class KubeflowApps extends Construct {
  constructor(scope: Construct, id: string, props: KubeflowAppsProps) {
    super(scope, id);
    const { profiles, owners, ingress, goldReader, goldBucket, notebookImage, ...rest } = props;
    const argoCd = new ArgoCd(this, 'ArgoCd', { ...rest, profileNamespaces: profiles.map(({ name }) => name) });
    for (const part of kubeflowParts({ owners, ingress, notebookImage })) argoCd.install(part.name, part);
    for (const { name, owner } of profiles) {
      for (const part of [profilePart(name, owner), goldDefaultsPart(name, goldBucket)])
        argoCd.install(part.name, part);
      new PodIdentity(this, `gold-${name}`, {
        cluster: props.cluster,
        namespace: name,
        serviceAccount: NOTEBOOK_ACCOUNT,
        role: goldReader,
      });
    }
  }
}
