import { type Json, type JsonObject, listAt, textAt } from '../assembly/json.ts';
import { CannotTell } from '../cannot-tell.ts';
import { parsePolicy } from '../iam/parse.ts';
import type { Policy } from '../iam/policy.ts';
import type { Guarded, GuardedKind, Resource } from './app.ts';

const KINDS: Readonly<Record<string, GuardedKind>> = {
  'AWS::S3::Bucket': 'bucket',
  'AWS::SQS::Queue': 'queue',
  'AWS::SNS::Topic': 'topic',
  'AWS::Kinesis::Stream': 'stream',
  'AWS::KMS::Key': 'key',
  'AWS::SecretsManager::Secret': 'secret',
  'AWS::Lambda::Function': 'function',
};

/** Policies that stand in a resource of their own, and the property that names what they are for. */
const ATTACHED: Readonly<
  Record<string, { readonly kind: GuardedKind; readonly targets: string; readonly document: string }>
> = {
  'AWS::S3::BucketPolicy': { kind: 'bucket', targets: 'Bucket', document: 'PolicyDocument' },
  'AWS::SQS::QueuePolicy': { kind: 'queue', targets: 'Queues', document: 'PolicyDocument' },
  'AWS::SNS::TopicPolicy': { kind: 'topic', targets: 'Topics', document: 'PolicyDocument' },
  'AWS::Kinesis::ResourcePolicy': { kind: 'stream', targets: 'ResourceArn', document: 'ResourcePolicy' },
  'AWS::SecretsManager::ResourcePolicy': { kind: 'secret', targets: 'SecretId', document: 'ResourcePolicy' },
};

/** Every resource that a resource policy could guard, with the policies that do. */
export function guardedOf(resources: readonly Resource[]): Guarded[] {
  const policies = attachedPolicies(resources);
  const guarded = resources.flatMap((resource): Guarded[] => {
    const { arn } = resource;
    const kind = KINDS[resource.type];
    if (kind === undefined || arn === undefined) return [];
    const own = [resource.ref, arn].flatMap((name) => policies.get(`${kind} ${name}`) ?? []);
    return [
      {
        kind,
        arn,
        guards: guardsOf(kind, arn),
        policies: [...keyPolicy(resource), ...new Set(own)],
        source: resource.source,
      },
    ];
  });
  refuseStrays(policies, guarded, resources);
  return guarded;
}

function attachedPolicies(resources: readonly Resource[]): Map<string, Policy[]> {
  const policies = new Map<string, Policy[]>();
  const add = (key: string, policy: Policy): void => {
    policies.set(key, [...(policies.get(key) ?? []), policy]);
  };
  for (const { type, properties, source } of resources) {
    const form = ATTACHED[type];
    if (form !== undefined) {
      const policy = parsePolicy(given(properties, form.document, source), 'resource', `${source} ${form.document}`);
      for (const target of targetsOf(properties, form.targets, source)) add(`${form.kind} ${target}`, policy);
    }
    if (type === 'AWS::Lambda::Permission')
      add(`function ${textAt(properties.FunctionName, source)}`, permission(properties, source));
  }
  return policies;
}

function targetsOf(properties: JsonObject, name: string, source: string): string[] {
  const value = given(properties, name, source);
  return (typeof value === 'string' ? [value] : listAt(value, `${source} ${name}`)).map((each) => textAt(each, source));
}

/** A policy of something that the assembly does not hold may open what nobody looked at. */
function refuseStrays(
  policies: Map<string, Policy[]>,
  guarded: readonly Guarded[],
  resources: readonly Resource[],
): void {
  const known = new Set(guarded.map(({ kind, arn }) => `${kind} ${arn}`));
  for (const { type, ref } of resources) if (KINDS[type] !== undefined) known.add(`${KINDS[type]} ${ref}`);
  for (const [key, [policy]] of policies) {
    if (!known.has(key))
      throw new CannotTell(
        policy?.statements[0]?.source ?? key,
        `a policy is for the ${key}, which is not in this assembly`,
      );
  }
}

function keyPolicy({ type, properties, source }: Resource): Policy[] {
  if (type !== 'AWS::KMS::Key') return [];
  return [parsePolicy(given(properties, 'KeyPolicy', source), 'key', `${source} KeyPolicy`)];
}

/** A permission of a function as the statement that Lambda makes of it. */
function permission(properties: JsonObject, source: string): Policy {
  const {
    Action,
    FunctionName,
    Principal,
    SourceArn,
    SourceAccount,
    PrincipalOrgID,
    InvokedViaFunctionUrl,
    FunctionUrlAuthType,
    ...rest
  } = properties;
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined) throw new CannotTell(source, `the property ${unknown} of a permission is not understood`);
  const principal = textAt(Principal, `${source} Principal`);
  const equals = {
    ...(SourceAccount !== undefined && { 'aws:SourceAccount': SourceAccount }),
    ...(PrincipalOrgID !== undefined && { 'aws:PrincipalOrgID': PrincipalOrgID }),
    ...(FunctionUrlAuthType !== undefined && { 'lambda:FunctionUrlAuthType': FunctionUrlAuthType }),
  };
  const statement: JsonObject = {
    Effect: 'Allow',
    Action: Action ?? null,
    // A function may be named without its ARN; whichever it is, the policy is its own.
    Resource: typeof FunctionName === 'string' && FunctionName.startsWith('arn:') ? FunctionName : '*',
    Principal:
      principal === '*' ? '*' : /\.amazonaws\.com$/.test(principal) ? { Service: principal } : { AWS: principal },
    Condition: {
      ...(Object.keys(equals).length > 0 && { StringEquals: equals }),
      ...(SourceArn !== undefined && { ArnLike: { 'aws:SourceArn': SourceArn } }),
      ...(InvokedViaFunctionUrl !== undefined && { Bool: { 'lambda:InvokedViaFunctionUrl': InvokedViaFunctionUrl } }),
    },
  };
  return parsePolicy({ Version: '2012-10-17', Statement: [statement] }, 'resource', source);
}

function guardsOf(kind: GuardedKind, arn: string): string[] {
  if (kind === 'bucket') return [arn, `${arn}/*`];
  if (kind === 'function') return [arn, `${arn}:*`];
  if (kind === 'stream') return [arn, `${arn}/consumer/*`];
  return [arn];
}

function given(properties: JsonObject, name: string, source: string): Json {
  const value = properties[name];
  if (value === undefined) throw new CannotTell(source, `got no ${name}, wanted one`);
  return value;
}
