import { aws_iam as iam, Stack, type StackProps, aws_s3 as s3 } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Config, Kubeflow } from '../config/config.ts';
import { ClusterAddOns } from '../consumption/cluster-add-ons.ts';
import { defaultStorage } from '../consumption/default-storage.ts';
import { KubeflowApps } from '../consumption/kubeflow-apps.ts';
import { KubeflowCluster } from '../consumption/kubeflow-cluster.ts';
import { NotebookNetwork } from '../consumption/notebook-network.ts';
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
    const { instanceType, nodes, commit, argoCdChart: chartVersion, profiles } = kubeflow;
    const addOns = new ClusterAddOns(this, 'AddOns', { cluster, instanceType, nodes });
    const storage = cluster.addManifest('DefaultStorage', defaultStorage(config.removalPolicy === 'retain'));
    const apps = new KubeflowApps(this, 'Apps', { cluster, chartVersion, commit, profiles, goldReader });
    storage.node.addDependency(addOns);
    apps.node.addDependency(addOns, storage);
  }

  /** From the configuration, so that a synthesis looks nothing up. */
  override get availabilityZones(): string[] {
    return [...this.#availabilityZones];
  }
}
