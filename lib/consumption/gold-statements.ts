import { aws_iam as iam, type aws_s3 as s3 } from 'aws-cdk-lib';
import { datasetKeys } from '../contract/index.ts';

/** A namespace of Kubernetes whose notebooks read gold. */
export interface GoldProfile {
  readonly name: string;
  /**
   * All that they read of gold.
   * @default - every dataset
   */
  readonly datasets?: readonly string[] | undefined;
}

/** The tag that Pod Identity gives a session, which the pod cannot choose. People have none. */
const NAMESPACE = 'aws:PrincipalTag/kubernetes-namespace';

/** Rights to read gold: all of it, but for profiles that name their datasets. */
export function goldStatements(gold: s3.IBucket, profiles: readonly GoldProfile[]): iam.PolicyStatement[] {
  const bound = profiles.flatMap(({ name, datasets }) => (datasets === undefined ? [] : [{ name, datasets }]));
  const names = bound.map(({ name }) => name);
  const others = names.length === 0 ? {} : { conditions: { StringNotEquals: { [NAMESPACE]: names } } };
  return [
    new iam.PolicyStatement({
      sid: 'ListGold',
      actions: ['s3:ListBucket'],
      resources: [gold.bucketArn],
      ...others,
    }),
    new iam.PolicyStatement({
      sid: 'ReadGold',
      actions: ['s3:GetObject'],
      resources: [gold.arnForObjects('*')],
      ...others,
    }),
    ...bound.flatMap(({ name, datasets }) => datasetStatements(gold, name, datasets)),
  ];
}

function datasetStatements(gold: s3.IBucket, name: string, datasets: readonly string[]): iam.PolicyStatement[] {
  const keys = datasets.flatMap(datasetKeys);
  const own = { StringEquals: { [NAMESPACE]: name } };
  return [
    new iam.PolicyStatement({
      actions: ['s3:ListBucket'],
      resources: [gold.bucketArn],
      conditions: { ...own, StringLike: { 's3:prefix': keys } },
    }),
    new iam.PolicyStatement({
      actions: ['s3:GetObject'],
      resources: keys.map((key) => gold.arnForObjects(key)),
      conditions: own,
    }),
  ];
}
