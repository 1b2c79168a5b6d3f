import type { IApplication } from '@kubernetes-models/argo-cd/argoproj.io/v1alpha1/Application';
import type { IAppProject } from '@kubernetes-models/argo-cd/argoproj.io/v1alpha1/AppProject';
import { Duration, aws_eks_v2 as eks } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { KubeflowPart } from './kubeflow-part.ts';
import { NAMESPACES } from './kubeflow-parts.ts';

const REPOSITORY = 'https://github.com/kubeflow/community-distribution.git';
const CLUSTER = 'https://kubernetes.default.svc';
const NAMESPACE = 'argocd';
const PROJECT = 'kubeflow';

/** Kinds that the project may make and that belong to no namespace. */
const CLUSTER_WIDE = [
  ['', 'Namespace'],
  ['admissionregistration.k8s.io', 'MutatingWebhookConfiguration'],
  ['admissionregistration.k8s.io', 'ValidatingWebhookConfiguration'],
  ['apiextensions.k8s.io', 'CustomResourceDefinition'],
  ['cert-manager.io', 'ClusterIssuer'],
  ['kubeflow.org', 'Profile'],
  // Upstream gives its object a namespace all the same.
  ['metacontroller.k8s.io', 'DecoratorController'],
  ['rbac.authorization.k8s.io', 'ClusterRole'],
  ['rbac.authorization.k8s.io', 'ClusterRoleBinding'],
  ['scheduling.k8s.io', 'PriorityClass'],
] as const;

export interface ArgoCdProps {
  readonly cluster: eks.Cluster;
  /** Version of the Helm chart argo-cd. */
  readonly chartVersion: string;
  /** Commit of kubeflow/community-distribution that everything is installed from. */
  readonly commit: string;
  /** Namespaces of the profiles. */
  readonly profileNamespaces: readonly string[];
}

/** Argo CD, reached from inside the cluster only, and one project that takes Kubeflow's repository and no other. */
export class ArgoCd extends Construct {
  readonly #cluster: eks.Cluster;
  readonly #commit: string;
  readonly #project: eks.KubernetesManifest;

  constructor(scope: Construct, id: string, { cluster, chartVersion, commit, profileNamespaces }: ArgoCdProps) {
    super(scope, id);
    this.#cluster = cluster;
    this.#commit = commit;
    const chart = new eks.HelmChart(this, 'Chart', {
      cluster,
      chart: 'argo-cd',
      repository: 'https://argoproj.github.io/argo-helm',
      version: chartVersion,
      release: 'argo-cd',
      namespace: NAMESPACE,
      wait: true,
      // As long as the function itself may run would leave a release behind that waits for ever.
      timeout: Duration.minutes(10),
      values: {
        dex: { enabled: false },
        notifications: { enabled: false },
        server: { service: { type: 'ClusterIP' }, ingress: { enabled: false } },
        configs: {
          // Kubernetes fills the rules of a role that gathers others: to compare them is to repair them for ever.
          cm: { 'resource.compareoptions': 'ignoreAggregatedRoles: true' },
          params: {
            // Pipelines fetch Argo Workflows as they are built.
            'controller.repo.server.timeout.seconds': '180',
            // Else an Application says that it is not well, and not what of it.
            'controller.resource.health.persist': 'true',
          },
        },
        repoServer: { env: [{ name: 'ARGOCD_EXEC_TIMEOUT', value: '180s' }] },
      },
    });
    this.#project = new eks.KubernetesManifest(this, 'Project', {
      cluster,
      manifest: [appProject([...NAMESPACES, ...profileNamespaces])],
    });
    this.#project.node.addDependency(chart);
  }

  /** Keeps a part of Kubeflow as its folder in the repository has it. */
  install(id: string, part: KubeflowPart): void {
    const manifest = [application(part, this.#commit)];
    new eks.KubernetesManifest(this, id, { cluster: this.#cluster, manifest }).node.addDependency(this.#project);
  }
}

function appProject(namespaces: readonly string[]): IAppProject {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AppProject',
    metadata: { name: PROJECT, namespace: NAMESPACE },
    spec: {
      sourceRepos: [REPOSITORY],
      destinations: namespaces.map((namespace) => ({ server: CLUSTER, namespace })),
      clusterResourceWhitelist: CLUSTER_WIDE.map(([group, kind]) => ({ group, kind })),
    },
  };
}

function application({ name, path, namespace, patches }: KubeflowPart, commit: string): IApplication {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name, namespace: NAMESPACE },
    spec: {
      project: PROJECT,
      source: {
        repoURL: REPOSITORY,
        targetRevision: commit,
        path,
        ...(patches.length > 0 && { kustomize: { patches: [...patches] } }),
      },
      destination: { server: CLUSTER, namespace },
      syncPolicy: {
        automated: { prune: true, selfHeal: true },
        syncOptions: ['ServerSideApply=true', 'SkipDryRunOnMissingResource=true'],
        // Parts wait for one another by trying again: Argo CD puts Applications in no order.
        retry: { limit: -1, backoff: { duration: '10s', factor: 2, maxDuration: '5m' } },
      },
    },
  };
}
