import { configurations } from '../../tools/proof/doubt/stacks/configurations.ts';

/** Settings of a configuration on which no right depends, but for names. */
const OF_NO_RIGHT = [
  /^(\$schema|app|environment|account|region|availabilityZones|certificateAuthority(\.acmPcaArn)?|ownerTags\..+|buckets\..+|customerKey\.arn|executionRoleArn)$/,
  /^(accessLogs|landing)\.expireAfterDays$/,
  /^(logs\.retentionDays|budget\.monthlyUsd)$/,
  /^extraction\.keyMaxAgeDays$/,
  /^intake\.(maxObjectBytes|timeoutSeconds|maxReceives|memoryMb|sweep\.everyMinutes)$/,
  /^stream\./,
  /^alarms\./,
  /^transformation\.(workerType|workers|timeoutMinutes|spark\.fromGiB|gold\.singleObjectUpToGiB|clockSkewSeconds|timeTravelDays|(schedule|maintenance)\.everyMinutes)$/,
  /^consumption\.kubeflow\.(commit|vpcCidr|argoCdChart|instanceType|nodes\..+|adminRoleArn|notebookImage\.(from|uri)|profiles\..+)$/,
  /^consumption\.kubeflow\.access\.ingress\.(host|certificateArn|oidc\.(issuer|clientId|clientSecretName|assumeEmailVerified))$/,
  /^sites\.(id|feeders\.(profile|certificate\..+|views\..+|stream\.(view|shards|retentionHours)))$/,
  /^datasets\./,
];

test('what a configuration may set, and some right depends on, is set in more than one way by those that are proved', () => {
  const values = new Map<string, Set<string>>();
  for (const config of configurations().values()) {
    for (const [path, value] of leaves(config, '')) values.set(path, (values.get(path) ?? new Set()).add(value));
  }
  const fixed = [...values].filter(([, each]) => each.size === 1 && !each.has(THERE)).map(([path]) => path);
  expect(fixed.filter((path) => !OF_NO_RIGHT.some((pattern) => pattern.test(path)))).toEqual([]);
});

const THERE = 'something';

/** Path and value of everything in a configuration; of lists, all items under one path. */
function leaves(value: unknown, path: string): [string, string][] {
  if (Array.isArray(value)) {
    return value.length === 0 ? [[path, '[]']] : value.flatMap((each) => leaves(each, path));
  }
  if (typeof value !== 'object' || value === null) return [[path, String(value)]];
  const inner = Object.entries(value).flatMap(([key, each]) => leaves(each, path === '' ? key : `${path}.${key}`));
  return [[path, THERE], ...inner];
}
