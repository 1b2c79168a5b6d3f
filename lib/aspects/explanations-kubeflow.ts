import type { Explanation } from './explanation.ts';

const SECRETS = ['kubeflow/Secrets/*'];
const READER = 'kubeflow/Secrets/Reader/Resource';
const REGISTRAR = 'kubeflow/Access/Entrance/Registrar/Role/Resource';
const BALANCER = ['kubeflow/Access/Entrance/Balancer/Resource'];

/** Kubeflow's secrets, and the way of people to it. */
export const KUBEFLOW: readonly Explanation[] = [
  {
    rules: ['AwsSolutions-SMG4', 'NIST.800.53.R5-SecretsManagerRotationEnabled'],
    at: SECRETS,
    reason:
      'What runs reads its secret once: a new one takes a person who restarts it, or who tells the database. A first password is changed by hand (docs/kubeflow.md).',
  },
  {
    rules: ['NIST.800.53.R5-SecretsManagerUsingKMSKey'],
    at: SECRETS,
    reason:
      "AWS's own key for Secrets Manager serves this account alone, as for the keys of plants; none of these secrets opens the plant's data.",
  },
  {
    rules: ['AwsSolutions-IAM5'],
    at: [READER],
    finding: /^Resource::arn:aws[a-z-]*:secretsmanager:.*:secret:airlock\/[a-z0-9-]+\/[a-z0-9-]+-kubeflow\/\*$/,
    reason: "Secrets of this deployment's Kubeflow, which the cluster needs all of; no plant's name begins so.",
  },
  {
    rules: ['AwsSolutions-IAM5'],
    at: [REGISTRAR],
    finding: /^Resource::\*$/,
    reason: 'Verbs that describe networks and target groups know no resource; what changes targets is of one group.',
  },
  {
    rules: ['NIST.800.53.R5-IAMNoInlinePolicy'],
    at: [READER, REGISTRAR],
    reason: 'An inline policy lives and dies with its identity and can be attached to no other.',
  },
  {
    rules: ['AwsSolutions-ELB2', 'NIST.800.53.R5-ELBLoggingEnabled'],
    at: BALANCER,
    reason:
      'Who signs in stands in the logs of oauth2-proxy, Dex and the gateway; a log of each request would need a bucket that a service writes into.',
  },
  {
    rules: ['NIST.800.53.R5-ALBWAFEnabled'],
    at: BALANCER,
    reason: 'It has no address of the internet: the networks that the configuration names are all that reach it.',
  },
  {
    rules: ['NIST.800.53.R5-ELBDeletionProtectionEnabled'],
    at: BALANCER,
    reason: 'It holds nothing, and goes with its stack, which is protected where data is kept.',
  },
];
