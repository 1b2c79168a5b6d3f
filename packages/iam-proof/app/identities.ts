import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Json, listAt, objectAt, textAt } from '../assembly/json.ts';
import { partitionIn } from '../assembly/partition.ts';
import { CannotTell } from '../cannot-tell.ts';
import { parsePolicy } from '../iam/parse.ts';
import type { Policy, PolicyKind } from '../iam/policy.ts';
import type { Identity, Resource } from './app.ts';

/** Documents of AWS's own policies that the app attaches, by ARN, with the version they were written down in. */
const MANAGED: Readonly<Record<string, { readonly document: Json }>> = JSON.parse(
  readFileSync(join(import.meta.dirname, 'managed-policies.json'), 'utf8'),
);

/** Policies of the app that are attached by their ARNs. */
type Managed = ReadonlyMap<string, Resource>;

/** Every role and user, each with the policies that any resource of the assembly attaches to it. */
export function identitiesOf(resources: readonly Resource[]): Identity[] {
  const managed = new Map(resources.filter(isOf('ManagedPolicy')).map((resource) => [resource.ref ?? '', resource]));
  const attached = resources.filter(isOf('Policy', 'ManagedPolicy')).flatMap(attachedBy);
  const identities = resources.filter(isOf('Role', 'User')).map((resource) => {
    const identity = identityOf(resource, managed);
    const added = attached.filter(({ holder }) => holder === `${identity.kind}/${identity.name}`);
    return { ...identity, policies: [...identity.policies, ...added.map(({ policy }) => policy)] };
  });
  const holders = new Set(identities.map(({ kind, name }) => `${kind}/${name}`));
  const stray = attached.find(({ holder }) => !holders.has(holder));
  if (stray === undefined) return identities;
  throw new CannotTell(stray.source, `a policy is attached to the ${stray.holder}, which is not in this assembly`);
}

function identityOf(resource: Resource, managed: Managed): Identity {
  const { type, properties, source, ref = '', arn = '' } = resource;
  const isRole = type === 'AWS::IAM::Role';
  refuseGroups(resource);
  return {
    kind: isRole ? 'role' : 'user',
    arn,
    name: ref,
    path: properties.Path === undefined ? '/' : textAt(properties.Path, `${source} Path`),
    policies: ownPolicies(resource, managed),
    ...boundaryOf(resource, managed),
    ...(isRole && {
      trust: parsePolicy(properties.AssumeRolePolicyDocument, 'trust', `${source} AssumeRolePolicyDocument`),
    }),
    source,
    properties,
  };
}

/** A boundary takes rights away and gives none, so that one of which nothing is known counts as one that takes none. */
function boundaryOf(
  { properties, source }: Resource,
  managed: Managed,
): Pick<Identity, 'boundary' | 'unknownBoundary'> {
  if (properties.PermissionsBoundary === undefined) return {};
  const arn = textAt(properties.PermissionsBoundary, source);
  const boundary = managedPolicy(arn, 'boundary', managed, `${source} PermissionsBoundary`);
  return boundary === undefined ? { unknownBoundary: arn } : { boundary: [boundary] };
}

/** Policies that stand in the identity's own resource. */
function ownPolicies({ properties, source }: Resource, managed: Managed): Policy[] {
  const inline = listAt(properties.Policies, `${source} Policies`).map((policy, index) => {
    const where = `${source} Policies[${index}]`;
    return parsePolicy(objectAt(policy, where).PolicyDocument, 'identity', where);
  });
  const where = `${source} ManagedPolicyArns`;
  const byArn = listAt(properties.ManagedPolicyArns, where).map((each) => {
    const arn = textAt(each, where);
    const policy = managedPolicy(arn, 'identity', managed, where);
    if (policy !== undefined) return policy;
    throw new CannotTell(where, `the policy ${arn} is neither in this assembly nor in managed-policies.json`);
  });
  return [...inline, ...byArn];
}

/** The policy of a resource for each `role/<name>` and `user/<name>` that it names. */
function attachedBy(resource: Resource): { holder: string; policy: Policy; source: string }[] {
  const { properties, source } = resource;
  refuseGroups(resource);
  const policy = parsePolicy(properties.PolicyDocument, 'identity', `${source} PolicyDocument`);
  const roles = listAt(properties.Roles, source).map((name) => `role/${textAt(name, source)}`);
  const users = listAt(properties.Users, source).map((name) => `user/${textAt(name, source)}`);
  return [...roles, ...users].map((holder) => ({ holder, policy, source }));
}

function refuseGroups({ properties, source }: Resource): void {
  if (properties.Groups !== undefined) throw new CannotTell(`${source} Groups`, 'groups are not understood');
}

/** One of AWS's own policies, in a partition; undefined where it is not in managed-policies.json. */
export function awsPolicy(name: string, partition: string): Policy | undefined {
  return managedPolicy(`arn:${partition}:iam::aws:policy/${name}`, 'identity', new Map(), "AWS's own policies");
}

/** A policy of the app's or of AWS's by its ARN; undefined where neither has it. */
function managedPolicy(arn: string, kind: PolicyKind, managed: Managed, where: string): Policy | undefined {
  const own = managed.get(arn);
  if (own !== undefined) return parsePolicy(own.properties.PolicyDocument, kind, `${own.source} PolicyDocument`);
  const partition = partitionIn(arn);
  const known = MANAGED[arn.replace(`arn:${partition}:iam::aws:`, 'arn:aws:iam::aws:')];
  if (known === undefined) return undefined;
  const document = JSON.parse(JSON.stringify(known.document).replaceAll('arn:aws:', `arn:${partition}:`));
  return parsePolicy(document, kind, `${where} ${arn}`);
}

function isOf(...kinds: readonly string[]): (resource: Resource) => boolean {
  return ({ type }) => kinds.some((kind) => type === `AWS::IAM::${kind}`);
}
