import { CfnOutput, aws_iam as iam, Stack, type StackProps, aws_s3 as s3 } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Config, Kubeflow } from '../config/config.ts';
import { KubeflowAccess } from '../consumption/access/kubeflow-access.ts';
import { ClusterAddOns } from '../consumption/cluster-add-ons.ts';
import { NotebookImage } from '../consumption/image/notebook-image.ts';
import { KubeflowApps } from '../consumption/kubeflow-apps.ts';
import { KubeflowCluster } from '../consumption/kubeflow-cluster.ts';
import { NotebookNetwork } from '../consumption/notebook-network.ts';
import { ExternalSecrets } from '../consumption/secrets/external-secrets.ts';
import { storageClasses } from '../consumption/storage-classes.ts';
import { goldReaderArn } from '../contract/index.ts';
import { removalOf } from './removal.ts';

export interface KubeflowStackProps extends StackProps {
  readonly config: Config;
  readonly kubeflow: Kubeflow;
}

/** The place where data scientists work: a cluster with Kubeflow. Holds no plant data, so that destroying it touches none. */
export class KubeflowStack extends Stack {
  readonly #availabilityZones: readonly string[];

  constructor(scope: Construct, id: string, { config, kubeflow, ...props }: KubeflowStackProps) {
    super(scope, id, props);
    this.#availabilityZones = config.availabilityZones;
    const removalPolicy = removalOf(config);
    const { vpc } = new NotebookNetwork(this, 'Network', {
      cidr: kubeflow.vpcCidr,
      account: config.account,
      region: config.region,
      gold: s3.Bucket.fromBucketName(this, 'Gold', config.buckets.gold),
    });
    const { cluster } = new KubeflowCluster(this, 'Kubeflow', {
      deployment: config,
      vpc,
      adminRoleArn: kubeflow.adminRoleArn,
      removalPolicy,
    });
    const goldReader = iam.Role.fromRoleArn(this, 'GoldReader', goldReaderArn(config), { mutable: false });
    const { instanceType, nodes, commit, argoCdChart: chartVersion, profiles, access } = kubeflow;
    const { ingress } = access;
    const owners = [...new Set(profiles.map(({ owner }) => owner))];
    const notebookImage = this.imageOf(config, kubeflow);
    new CfnOutput(this, 'NotebookImageUri', { value: notebookImage });
    const addOns = new ClusterAddOns(this, 'AddOns', { deployment: config, cluster, instanceType, nodes });
    const storage = cluster.addManifest('Storage', ...storageClasses(config.removalPolicy === 'retain'));
    const apps = new KubeflowApps(this, 'Apps', {
      cluster,
      chartVersion,
      commit,
      profiles,
      owners,
      ingress,
      goldReader,
      goldBucket: config.buckets.gold,
      notebookImage,
    });
    const secrets = new ExternalSecrets(this, 'Secrets', { deployment: config, cluster, owners, ingress });
    const ways = new KubeflowAccess(this, 'Access', { cluster, vpc, access });
    storage.node.addDependency(addOns);
    for (const each of [secrets, ways, apps]) each.node.addDependency(addOns, storage);
  }

  /** Ours, which this deployment builds, or one that is there. */
  private imageOf(deployment: Config, { notebookImage }: Kubeflow): string {
    if ('uri' in notebookImage) return notebookImage.uri;
    return new NotebookImage(this, 'NotebookImage', { deployment, from: notebookImage.from }).uri;
  }

  /** From the configuration, so that a synthesis looks nothing up. */
  override get availabilityZones(): string[] {
    return [...this.#availabilityZones];
  }
}
