import { domainOf, type Resource } from '../../../packages/iam-proof/index.ts';
import { customerKey } from '../promise/customer-key.ts';
import { deployerOf, LAYERS, type Places } from '../promise/places.ts';
import type { Kind } from './kinds.ts';
import { type Word, Words } from './words.ts';

/** Names of an assembly: what it holds, each by its kind, and what it is called. */
export function wordsOf(places: Places, kindOf: (resource: Resource) => Kind | undefined): Words {
  const { app, config, deployment, environment, path, plants } = places;
  const { executionRoleArn: deployer } = config ?? {};
  const held = app.resources
    .filter(({ type }) => type !== 'AWS::S3::Bucket')
    .flatMap((resource): Word[] => {
      const name = kindOf(resource)?.name.replace(/^AWS::/, '') ?? typeOf(resource, places);
      return namesOf(resource).map((text) => [`{${name}}`, text]);
    });
  const words: Word[] = [
    ...LAYERS.map((layer): Word => [`{${layer}}`, places.bucketResource(layer).ref ?? '']),
    ...held,
    ...app.assetBuckets.map((name): Word => ['{assets}', name]),
    ...plants.map(({ site }): Word => ['{site}', site]),
    ['{KMS::Key}', customerKey(places) ?? ''],
    ...app.assetBuckets.map((name): Word => ['{deployer}', deployerOf(name)]),
    ['{deployer}', typeof deployer === 'string' ? deployer.replace(/^.*:role\//, '') : ''],
    ['{account}', app.account],
    ['{region}', app.region],
    ['.dkr.ecr.{region}.{domain}/', `.dkr.ecr.${app.region}.${domainOf(app.region)}/`],
    ['arn:{partition}:', `arn:${app.partition}:`],
    ['{deployment}-', `${deployment}-`],
    ['{deployment}', deployment],
    ['{path}', path],
    ['airlock/{environment}/', `airlock/${environment}/`],
  ];
  return new Words(words.filter(([, text]) => text !== ''));
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
