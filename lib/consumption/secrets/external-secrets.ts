import { Duration, aws_eks_v2 as eks, aws_iam as iam, RemovalPolicy, aws_secretsmanager as secrets } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Ingress } from '../../config/config.ts';
import { type Deployment, kubeflowSecretName, regionalArn } from '../../contract/index.ts';
import { podRole } from '../pod-identity.ts';
import { kubeflowSecrets } from './kubeflow-secrets.ts';
import { secretStore, syncedSecret } from './synced-secret.ts';

/** The operator's service account, in a namespace of its own; both names are its chart's. */
const OPERATOR = 'external-secrets';
const CHART_VERSION = '2.9.0';

export interface ExternalSecretsProps {
  readonly deployment: Deployment;
  readonly cluster: eks.Cluster;
  /** Who owns a profile. */
  readonly owners: readonly string[];
  /** By which people are signed in, `null` for passwords. */
  readonly ingress: Ingress | null;
}

/** Secrets of Kubeflow, made up by Secrets Manager and brought into the cluster by External Secrets: none is in a template. */
export class ExternalSecrets extends Construct {
  constructor(scope: Construct, id: string, { deployment, cluster, owners, ingress }: ExternalSecretsProps) {
    super(scope, id);
    const { generated, synced } = kubeflowSecrets(deployment, owners, ingress);
    const made = generated.map(({ what, ...secret }) => this.generate(what, secret));
    const chart = this.operator(cluster, deployment);
    const manifest = [
      secretStore(deployment.region, [...new Set(synced.map(({ namespace }) => namespace))]),
      ...synced.map(syncedSecret),
    ];
    new eks.KubernetesManifest(this, 'Synced', { cluster, manifest }).node.addDependency(chart, ...made);
  }

  /** Letters and digits alone: some of those who read it put it into a line of a shell. */
  private generate(what: string, { name, description }: { name: string; description: string }): Construct {
    const secret = new secrets.CfnSecret(this, what, {
      name,
      description,
      generateSecretString: { passwordLength: 32, excludePunctuation: true },
    });
    secret.applyRemovalPolicy(RemovalPolicy.DESTROY);
    return secret;
  }

  private operator(cluster: eks.Cluster, deployment: Deployment): eks.HelmChart {
    const identity = podRole(this, 'ReaderIdentity', {
      roleId: 'Reader',
      cluster,
      namespace: OPERATOR,
      serviceAccount: OPERATOR,
      inlinePolicies: { ReadOwn: new iam.PolicyDocument({ statements: [readOwn(deployment)] }) },
    });
    const chart = new eks.HelmChart(this, 'Operator', {
      cluster,
      chart: 'external-secrets',
      repository: 'https://charts.external-secrets.io',
      version: CHART_VERSION,
      release: OPERATOR,
      namespace: OPERATOR,
      wait: true,
      timeout: Duration.minutes(10),
      values: VALUES,
    });
    // A pod is given its role as it starts.
    chart.node.addDependency(identity);
    return chart;
  }
}

/** One store, which reads: what would push a secret out, make one up, or read by a token of somebody else is left out. */
const VALUES = {
  crds: { createClusterGenerator: false, createClusterPushSecret: false, createPushSecret: false },
  processClusterGenerator: false,
  processClusterPushSecret: false,
  processPushSecret: false,
  processSecretStore: false,
  rbac: { serviceAccountTokenCreate: false, aggregateToEdit: false, aggregateToAdmin: false },
  // They check what people write by hand, and would have to be up before each change.
  webhook: { create: false },
  certController: { create: false },
};

function readOwn(deployment: Deployment): iam.PolicyStatement {
  return new iam.PolicyStatement({
    sid: 'ReadKubeflowSecrets',
    actions: ['secretsmanager:GetSecretValue'],
    resources: [regionalArn(deployment, 'secretsmanager', `secret:${kubeflowSecretName(deployment, '*')}`)],
  });
}
