/**
 * Resources by what they are, never by logical id: ids move with the code, what a mistake is about does not. Every finder
 * throws where it finds nothing.
 */

import { type Assembly, isObject, type JsonObject, listed, type Resource, text } from './template.ts';

export const BUCKETS = ['access-logs', 'landing', 'bronze', 'silver', 'gold'] as const;
export type BucketLayer = (typeof BUCKETS)[number];

/** A resource and where it stands. */
export interface Place {
  readonly assembly: Assembly;
  readonly stack: string;
  readonly id: string;
  readonly resource: Resource;
  readonly properties: JsonObject;
}

export function places(assembly: Assembly, type: string): Place[] {
  return Object.entries(assembly.templates).flatMap(([stack, { Resources }]) =>
    Object.entries(Resources)
      .filter(([, resource]) => resource.Type === type)
      .map(([id, resource]) => ({ assembly, stack, id, resource, properties: resource.Properties ?? {} })),
  );
}

/** The first resource of a type that is as wanted. */
export function find(assembly: Assembly, type: string, what: string, is: (place: Place) => boolean): Place {
  const found = places(assembly, type).find(is);
  if (found === undefined) throw new Error(`no ${type} of ${assembly.environment} is ${what}`);
  return found;
}

const has = (place: Place, property: string, part: string): boolean => {
  const value = place.properties[property];
  return typeof value === 'string' && value.includes(part);
};

/** Role of our own sender at the first site that has one. */
export const sender = (assembly: Assembly): Place =>
  find(
    assembly,
    'AWS::IAM::Role',
    'a sender',
    (role) => has(role, 'Path', '/plant/') && has(role, 'RoleName', '-sender-'),
  );

/** User of the first site's PI Integrator. */
export const integrator = (assembly: Assembly): Place =>
  find(assembly, 'AWS::IAM::User', "a PI Integrator's", (user) => has(user, 'Path', '/plant/'));

/** Role of the pipeline, by the end of its name. */
export const pipelineRole = (assembly: Assembly, name: string): Place =>
  find(
    assembly,
    'AWS::IAM::Role',
    `the pipeline's ${name}`,
    (role) => has(role, 'Path', '/pipeline/') && text(role.properties.RoleName, 'RoleName').endsWith(`-${name}`),
  );

export const goldReader = (assembly: Assembly): Place =>
  find(assembly, 'AWS::IAM::Role', 'the gold reader', (role) => has(role, 'RoleName', '-gold-reader'));

/** Bucket of a layer: by its tag, else by the end of its name. */
export const bucket = (assembly: Assembly, layer: BucketLayer): Place =>
  find(assembly, 'AWS::S3::Bucket', layer, ({ properties }) => {
    const tag = listed(properties.Tags).find((each) => isObject(each) && each.Key === 'airlock:layer');
    if (isObject(tag)) return tag.Value === layer;
    return text(properties.BucketName, 'BucketName').endsWith(`-${layer}`);
  });

/** Policy of a layer's bucket. */
export const bucketPolicy = (assembly: Assembly, layer: BucketLayer): Place => {
  const { id, stack } = bucket(assembly, layer);
  return find(assembly, 'AWS::S3::BucketPolicy', `the policy of ${layer}`, (policy) => {
    return policy.stack === stack && isReference(policy.properties.Bucket, id);
  });
};

/** The stream of the first site that has one. */
export const stream = (assembly: Assembly): Place => find(assembly, 'AWS::Kinesis::Stream', "a site's", () => true);

/** A Lambda function, by the end of its name. */
export const lambda = (assembly: Assembly, name: string): Place =>
  find(assembly, 'AWS::Lambda::Function', name, ({ properties }) =>
    String(properties.FunctionName).endsWith(`-${name}`),
  );

/** A Glue job, by the end of its name. */
export const job = (assembly: Assembly, name: string): Place =>
  find(assembly, 'AWS::Glue::Job', name, ({ properties }) => text(properties.Name, 'Name').endsWith(`-${name}`));

/** Queue of what landed. */
export const intakeQueue = (assembly: Assembly): Place =>
  find(assembly, 'AWS::SQS::Queue', "the intake's", ({ properties }) => properties.RedrivePolicy !== undefined);

export const deadLetters = (assembly: Assembly): Place =>
  find(assembly, 'AWS::SQS::Queue', 'that of the dead letters', (queue) => has(queue, 'QueueName', '-dead-letters'));

/** Secret of the first PI Integrator's access key. */
export const plantSecret = (assembly: Assembly): Place =>
  find(assembly, 'AWS::SecretsManager::Secret', "a plant's", (secret) => has(secret, 'Name', 'pi-integrator'));

export const topic = (assembly: Assembly): Place => find(assembly, 'AWS::SNS::Topic', 'that of the alarms', () => true);

/** Rule that hears what landed. */
export const landedRule = (assembly: Assembly): Place =>
  find(assembly, 'AWS::Events::Rule', 'of what landed', ({ properties }) => properties.EventPattern !== undefined);

/** An alarm whose name, without the deployment's, begins so. */
export const alarm = (assembly: Assembly, name: string): Place =>
  find(assembly, 'AWS::CloudWatch::Alarm', name, (each) => has(each, 'AlarmName', `-${assembly.environment}-${name}`));

/** The policy, among those of a type, that stands on a resource of its own stack. */
export const policyOn = (type: string, property: string, target: Place): Place =>
  find(target.assembly, type, `on ${target.id}`, (policy) => {
    return (
      policy.stack === target.stack && listed(policy.properties[property]).some((each) => isReference(each, target.id))
    );
  });

/** The permissions boundary of a plant's identity. */
export function boundaryOf(who: Place): Place {
  const reference = JSON.stringify(who.properties.PermissionsBoundary ?? '');
  return find(who.assembly, 'AWS::IAM::ManagedPolicy', `the boundary of ${who.id}`, ({ id, properties }) => {
    const name = properties.ManagedPolicyName;
    return reference.includes(id) || (typeof name === 'string' && reference.includes(name));
  });
}

export function isReference(value: unknown, id: string): boolean {
  return JSON.stringify(value) === JSON.stringify({ Ref: id });
}
