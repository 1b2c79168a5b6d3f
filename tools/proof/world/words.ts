import { domainOf, type Resource } from '../../../packages/iam-proof/index.ts';
import { customerKey } from '../promise/customer-key.ts';
import { deployerOf, LAYERS, type Places } from '../promise/places.ts';
import { type Kind, kindsOf } from './kinds.ts';

/** By its token, such as `{account}` or `{IAM::Role pipeline}`, each text that an assembly has in its place. */
export type Words = ReadonlyMap<string, readonly string[]>;

/** Names of an assembly: what it holds, each by its kind, and what it is called. */
export function wordsOf(places: Places, kindOf: (resource: Resource) => Kind | undefined = kindsOf(places)): Words {
  const { app, config, deployment, environment, path, plants } = places;
  const words = new Map<string, string[]>();
  const add = (token: string, ...texts: readonly string[]): void => {
    words.set(token, [...(words.get(token) ?? []), ...texts]);
  };
  for (const layer of LAYERS) add(`{${layer}}`, places.bucketResource(layer).ref ?? '');
  for (const resource of app.resources.filter(({ type }) => type !== 'AWS::S3::Bucket')) {
    add(`{${kindOf(resource)?.name.replace(/^AWS::/, '') ?? typeOf(resource, places)}}`, ...namesOf(resource));
  }
  for (const name of app.assetBuckets) add('{assets}', name);
  for (const site of new Set(plants.map((plant) => plant.site))) add('{site}', site);
  const key = customerKey(places);
  if (key !== undefined) add('{KMS::Key}', key);
  for (const bucket of app.assetBuckets) add('{deployer}', deployerOf(bucket));
  const { executionRoleArn: deployer } = config ?? {};
  if (typeof deployer === 'string') add('{deployer}', deployer.replace(/^.*:role\//, ''));
  add('{account}', app.account);
  add('{region}', app.region);
  add('.dkr.ecr.{region}.{domain}/', `.dkr.ecr.${app.region}.${domainOf(app.region)}/`);
  add('arn:{partition}:', `arn:${app.partition}:`);
  add('{deployment}-', `${deployment}-`);
  add('{deployment}', deployment);
  add('{path}', path);
  add('airlock/{environment}/', `airlock/${environment}/`);
  return new Map([...words].map(([token, texts]) => [token, [...new Set(texts)].filter((text) => text !== '')]));
}

/** Its type; roles and users by the IAM path that they stand in, too. */
function typeOf({ type, properties }: Resource, { path }: Places): string {
  const kind = type.replace(/^AWS::/, '');
  const own = typeof properties.Path === 'string' ? properties.Path : '/';
  return own.startsWith(path) ? `${kind} ${own.slice(path.length, -1)}` : kind;
}

function namesOf({ arn, ref }: Resource): string[] {
  // A log group's own ARN ends so; some services name it without.
  return [arn, arn?.replace(/:\*$/, ''), ref].filter((name) => name !== undefined);
}
