import { isList, type JsonObject, show, textAt } from '../assembly/json.ts';
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

/** Types of policies that stand in a resource of their own, and the property that names what they are for. */
const ATTACHED: Readonly<Record<string, { readonly kind: GuardedKind; readonly targets: string }>> = {
  'AWS::S3::BucketPolicy': { kind: 'bucket', targets: 'Bucket' },
  'AWS::SQS::QueuePolicy': { kind: 'queue', targets: 'Queues' },
  'AWS::SNS::TopicPolicy': { kind: 'topic', targets: 'Topics' },
};

/** A policy, and the kind and the name or ARN of what it is for. */
interface Attached {
  readonly target: string;
  readonly policy: Policy;
  readonly source: string;
}

/** Every resource that a resource policy could guard, with the policies that do. */
export function guardedOf(resources: readonly Resource[]): Guarded[] {
  const attached = resources.flatMap(attachedBy);
  const known = new Set<string>();
  const guarded = resources.flatMap(({ type, ref, arn, source }): Guarded[] => {
    const kind = KINDS[type];
    if (kind === undefined || arn === undefined) return [];
    const names = [`${kind} ${ref}`, `${kind} ${arn}`];
    for (const name of names) known.add(name);
    const policies = attached.filter(({ target }) => names.includes(target)).map(({ policy }) => policy);
    return [{ kind, arn, guards: guardsOf(kind, arn), policies, source }];
  });
  // A policy of something that the assembly does not hold may open what nobody looked at.
  const stray = attached.find(({ target }) => !known.has(target));
  if (stray !== undefined)
    throw new CannotTell(stray.source, `a policy is for the ${stray.target}, which is not in this assembly`);
  return guarded;
}

function attachedBy({ type, properties, source, arn }: Resource): Attached[] {
  if (type === 'AWS::KMS::Key') {
    return [{ target: `key ${arn}`, policy: parsePolicy(properties.KeyPolicy, 'key', `${source} KeyPolicy`), source }];
  }
  if (type === 'AWS::Lambda::Permission') {
    const target = `function ${textAt(properties.FunctionName, source)}`;
    return [{ target, policy: permission(properties, source), source }];
  }
  const form = ATTACHED[type];
  if (form === undefined) return [];
  const policy = parsePolicy(properties.PolicyDocument, 'resource', `${source} PolicyDocument`);
  const targets = properties[form.targets];
  return (isList(targets) ? targets : [targets]).map((target) => ({
    target: `${form.kind} ${textAt(target, `${source} ${form.targets}`)}`,
    policy,
    source,
  }));
}

/** A permission that a service has of a function, as the statement that Lambda makes of it. */
function permission({ Action, FunctionName, Principal, SourceArn, ...rest }: JsonObject, source: string): Policy {
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined) throw new CannotTell(source, `the property ${unknown} of a permission is not understood`);
  const service = textAt(Principal, `${source} Principal`);
  if (!service.endsWith('.amazonaws.com'))
    throw new CannotTell(source, `got the principal ${show(service)} of a permission, wanted a service of AWS`);
  const statement: JsonObject = {
    Effect: 'Allow',
    Action: textAt(Action, `${source} Action`),
    // A function may be named without its ARN; whichever it is, the policy is its own.
    Resource: typeof FunctionName === 'string' && FunctionName.startsWith('arn:') ? FunctionName : '*',
    Principal: { Service: service },
    ...(SourceArn !== undefined && { Condition: { ArnLike: { 'aws:SourceArn': SourceArn } } }),
  };
  return parsePolicy({ Version: '2012-10-17', Statement: [statement] }, 'resource', source);
}

function guardsOf(kind: GuardedKind, arn: string): string[] {
  if (kind === 'bucket') return [arn, `${arn}/*`];
  if (kind === 'function') return [arn, `${arn}:*`];
  if (kind === 'stream') return [arn, `${arn}/consumer/*`];
  return [arn];
}
