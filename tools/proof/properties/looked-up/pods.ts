import { type Context, evaluate, type Resource } from '../../../../packages/iam-proof/index.ts';
import type { Places } from '../../promise/places.ts';
import { breaking, type Finding } from '../finding.ts';
import { ofType } from './settings.ts';

const PROPERTY = 'in a role of pods acts the service account that is meant, of its namespace and cluster, and no other';
const finding = breaking(PROPERTY, 'trust');

/** What EKS asks of a role's trust, and tells of the pod by tags. */
const ACTIONS = ['sts:AssumeRole', 'sts:TagSession'];

/** A trust that asks less lets in whoever gets another association; one that asks for something else lets in nobody. */
export function podFindings(places: Places): Finding[] {
  return ofType('AWS::EKS::PodIdentityAssociation')(places).flatMap((association) => judge(association, places));
}

function judge({ properties, source }: Resource, places: Places): Finding[] {
  const { app } = places;
  const role = app.identities.find(({ arn }) => arn === properties.RoleArn);
  const cluster = ofType('AWS::EKS::Cluster')(places).find(({ ref }) => ref === properties.ClusterName);
  if (role?.trust === undefined || cluster?.arn === undefined) return [];
  const { trust, arn: resource } = role;
  const told: Context = {
    'aws:sourceaccount': app.account,
    'aws:requesttag/eks-cluster-arn': cluster.arn,
    'aws:requesttag/kubernetes-namespace': String(properties.Namespace),
    'aws:requesttag/kubernetes-service-account': String(properties.ServiceAccount),
  };
  const isLet = (action: string, context: Context): boolean => {
    const principal = { kind: 'service', name: 'pods.eks.amazonaws.com' } as const;
    const request = { principal, action, resource, context };
    return evaluate(request, { identity: [], resource: [trust] }).allowed;
  };
  const refused = ACTIONS.filter((action) => !isLet(action, told));
  const loose = Object.keys(told).filter((key) =>
    ACTIONS.some((action) => isLet(action, { ...told, [key]: 'another' })),
  );
  return [
    ...refused.map((action) => finding(source, `the trust of ${role.name} refuses ${action} to its pods`)),
    ...loose.map((key) => finding(source, `the trust of ${role.name} takes any ${key}`)),
  ];
}
