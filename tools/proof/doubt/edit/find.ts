/**
 * Resources by what they are, never by logical id: ids move with the code, what a mistake is about does not. Every finder
 * throws where it finds nothing.
 */

import { type Assembly, isObject, type JsonObject, listed, object, type Resource, text } from './template.ts';

export const BUCKETS = ['access-logs', 'landing', 'bronze', 'silver', 'gold'] as const;
export type BucketLayer = (typeof BUCKETS)[number];

/** A resource and where it stands. */
export class Place {
  constructor(
    readonly assembly: Assembly,
    readonly stack: string,
    readonly id: string,
    readonly resource: Resource,
  ) {}

  get properties(): JsonObject {
    return this.resource.Properties ?? {};
  }
}

/** Finds a resource in whatever assembly a mistake is planted. */
export type Finder = (assembly: Assembly) => Place;

export function places(assembly: Assembly, type: string): Place[] {
  return Object.entries(assembly.templates).flatMap(([stack, { Resources }]) =>
    Object.entries(Resources)
      .filter(([, resource]) => resource.Type === type)
      .map(([id, resource]) => new Place(assembly, stack, id, resource)),
  );
}

/** The first resource of a type that is as wanted. */
export function find(type: string, what: string, is: (place: Place) => boolean = () => true): Finder {
  return (assembly) => {
    const found = places(assembly, type).find(is);
    if (found === undefined) throw new Error(`no ${type} of ${assembly.environment} is ${what}`);
    return found;
  };
}

const has = ({ properties }: Place, property: string, part: string): boolean => {
  const value = properties[property];
  return typeof value === 'string' && value.includes(part);
};

const endsWith = ({ properties }: Place, property: string, end: string): boolean =>
  text(properties[property], property).endsWith(`-${end}`);

/** Role of our own sender at the first site that has one. */
export const sender = find(
  'AWS::IAM::Role',
  'a sender',
  (role) => has(role, 'Path', '/plant/') && has(role, 'RoleName', '-sender-'),
);

/** User of the first site's PI Integrator. */
export const integrator = find('AWS::IAM::User', "a PI Integrator's", (user) => has(user, 'Path', '/plant/'));

/** Role of the pipeline, by the end of its name. */
export const pipelineRole = (name: string): Finder =>
  find(
    'AWS::IAM::Role',
    `the pipeline's ${name}`,
    (role) => has(role, 'Path', '/pipeline/') && endsWith(role, 'RoleName', name),
  );

export const intake = pipelineRole('landing-intake');
export const cleaner = pipelineRole('bronze-to-silver');

export const goldReader = find('AWS::IAM::Role', 'the gold reader', (role) => has(role, 'RoleName', '-gold-reader'));

/** Bucket of a layer: by its tag, else by the end of its name. */
export const bucket = (layer: BucketLayer): Finder =>
  find('AWS::S3::Bucket', layer, (place) => {
    const tag = listed(place.properties.Tags).find((each) => isObject(each) && each.Key === 'airlock:layer');
    return isObject(tag) ? tag.Value === layer : endsWith(place, 'BucketName', layer);
  });

/** Policy of a layer's bucket. */
export const bucketPolicy = (layer: BucketLayer): Finder => policyOn('AWS::S3::BucketPolicy', 'Bucket', bucket(layer));

/** The stream of the first site that has one. */
export const stream = find('AWS::Kinesis::Stream', "a site's");

/** The key of all that lies behind landing. */
export const customerKey = find('AWS::KMS::Key', "the customer's", (key) => has(key, 'Description', 'Data, logs'));

/** A Lambda function, by the end of its name. */
export const lambda = (name: string): Finder =>
  find('AWS::Lambda::Function', name, ({ properties }) => String(properties.FunctionName).endsWith(`-${name}`));

/** A Glue job, by the end of its name. */
export const job = (name: string): Finder => find('AWS::Glue::Job', name, (each) => endsWith(each, 'Name', name));

/** Queue of what landed. */
export const intakeQueue = find('AWS::SQS::Queue', "the intake's", ({ properties }) => 'RedrivePolicy' in properties);

export const deadLetters = find('AWS::SQS::Queue', 'that of the dead letters', (queue) =>
  has(queue, 'QueueName', '-dead-letters'),
);

/** Secret of the first PI Integrator's access key. */
export const plantSecret = find('AWS::SecretsManager::Secret', "a plant's", (secret) =>
  has(secret, 'Name', 'pi-integrator'),
);

export const topic = find('AWS::SNS::Topic', 'that of the alarms');

/** Rule that hears what landed. */
export const landedRule = find('AWS::Events::Rule', 'of what landed', ({ properties }) => 'EventPattern' in properties);

/** An alarm whose name, without the deployment's, begins so. */
export const alarm = (name: string): Finder =>
  find('AWS::CloudWatch::Alarm', name, (each) => has(each, 'AlarmName', `-${each.assembly.environment}-${name}`));

/** The policy, among those of a type, that stands on a resource of its own stack. */
export const policyOn =
  (type: string, property: string, on: Finder): Finder =>
  (assembly) => {
    const { id, stack, properties } = on(assembly);
    const { BucketName: name = null } = properties;
    return find(type, `on ${id}`, (policy) => {
      const named = listed(policy.properties[property]);
      return policy.stack === stack && named.some((each) => isReference(each, id) || (name !== null && each === name));
    })(assembly);
  };

/** The permissions boundary of a plant's identity. */
export const boundaryOf =
  (who: Finder): Finder =>
  (assembly) => {
    const reference = JSON.stringify(who(assembly).properties.PermissionsBoundary ?? '');
    return find('AWS::IAM::ManagedPolicy', `the boundary of ${who(assembly).id}`, ({ id, properties }) => {
      const name = properties.ManagedPolicyName;
      return reference.includes(id) || (typeof name === 'string' && reference.includes(name));
    })(assembly);
  };

/** Documents of an identity's own rights: inline, and the policies of its stack that name it. */
export function identityDocuments(who: Place): JsonObject[] {
  const inline = listed(who.properties.Policies).map((policy) => object(policy, 'policy').PolicyDocument);
  const attached = places(who.assembly, 'AWS::IAM::Policy').filter(
    ({ stack, properties }) =>
      stack === who.stack &&
      [...listed(properties.Roles), ...listed(properties.Users)].some((each) => isReference(each, who.id)),
  );
  const documents = [...inline, ...attached.map(({ properties }) => properties.PolicyDocument)];
  return documents.map((document) => object(document, 'policy document'));
}

function isReference(value: unknown, id: string): boolean {
  return JSON.stringify(value) === JSON.stringify({ Ref: id });
}
