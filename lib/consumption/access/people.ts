import { aws_eks_v2 as eks } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { IValidatingAdmissionPolicy } from 'kubernetes-models/admissionregistration.k8s.io/v1/ValidatingAdmissionPolicy';
import type { IValidatingAdmissionPolicyBinding } from 'kubernetes-models/admissionregistration.k8s.io/v1/ValidatingAdmissionPolicyBinding';
import type { IRole } from 'kubernetes-models/rbac.authorization.k8s.io/v1/Role';
import type { IRoleBinding } from 'kubernetes-models/rbac.authorization.k8s.io/v1/RoleBinding';
import { GATEWAY, gatewayNamespace } from './gateway-namespace.ts';

/** Group of Kubernetes, and name of what it may do. */
const PEOPLE = 'kubeflow-people';

export interface PeopleProps {
  readonly cluster: eks.Cluster;
  /** The role in which people come. */
  readonly roleArn: string;
}

/** People who forward a port of their own machine to the gateway, and may do nothing else in the cluster. */
export class People extends Construct {
  constructor(scope: Construct, id: string, { cluster, roleArn }: PeopleProps) {
    super(scope, id);
    const manifest = [mayForward(), bindingOfPeople(), gatewayAlone(), alwaysForPeople()];
    const rights = new eks.KubernetesManifest(this, 'Rights', { cluster, manifest });
    rights.node.addDependency(gatewayNamespace(this, cluster));
    const entry = new eks.CfnAccessEntry(this, 'Entry', {
      clusterName: cluster.clusterName,
      principalArn: roleArn,
      type: 'STANDARD',
      kubernetesGroups: [PEOPLE],
    });
    // Nobody comes in before it is said what they may not do.
    entry.node.addDependency(rights);
  }
}

function mayForward(): IRole {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: { name: PEOPLE, namespace: GATEWAY.namespace },
    rules: [
      { apiGroups: [''], resources: ['services'], resourceNames: [GATEWAY.service], verbs: ['get'] },
      { apiGroups: [''], resources: ['pods'], verbs: ['get', 'list'] },
      // kubectl opens a WebSocket, which begins as a get.
      { apiGroups: [''], resources: ['pods/portforward'], verbs: ['create', 'get'] },
    ],
  };
}

function bindingOfPeople(): IRoleBinding {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: { name: PEOPLE, namespace: GATEWAY.namespace },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: PEOPLE },
    subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: PEOPLE }],
  };
}

/** A role cannot name pods that are made anew under other names: istiod, which stands beside the gateway, is not for people. */
function gatewayAlone(): IValidatingAdmissionPolicy {
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicy',
    metadata: { name: PEOPLE },
    spec: {
      failurePolicy: 'Fail',
      matchConstraints: {
        resourceRules: [
          { apiGroups: [''], apiVersions: ['v1'], operations: ['CONNECT'], resources: ['pods/portforward'] },
        ],
      },
      matchConditions: [{ name: PEOPLE, expression: `'${PEOPLE}' in request.userInfo.groups` }],
      validations: [
        {
          expression: `request.name.startsWith('${GATEWAY.service}-')`,
          message: `people forward a port to ${GATEWAY.service} alone`,
        },
      ],
    },
  };
}

function alwaysForPeople(): IValidatingAdmissionPolicyBinding {
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata: { name: PEOPLE },
    spec: { policyName: PEOPLE, validationActions: ['Deny'] },
  };
}
