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

type Attached = ReadonlyMap<string, readonly Policy[]>;

/** Every role and user, each with the policies that any resource of the assembly attaches to it. */
export function identitiesOf(resources: readonly Resource[]): Identity[] {
  const managed = managedPolicies(resources);
  const policies = policiesByHolder(resources, managed);
  return resources.filter(isOf('Role', 'User')).map((resource) => identityOf(resource, managed, policies));
}

function identityOf(resource: Resource, managed: Attached, policies: Attached): Identity {
  const { properties, source, ref = '', arn = '' } = resource;
  const kind = resource.type === 'AWS::IAM::Role' ? 'role' : 'user';
  const path = properties.Path === undefined ? '/' : textAt(properties.Path, `${source} Path`);
  const boundary = boundaryOf(resource, managed);
  return {
    kind,
    arn,
    name: ref,
    path,
    policies: policies.get(`${kind}/${ref}`) ?? [],
    ...boundary,
    ...(kind === 'role' && {
      trust: document(properties.AssumeRolePolicyDocument, 'trust', `${source} AssumeRolePolicyDocument`),
    }),
    source,
    properties,
  };
}

/** A boundary takes rights away and gives none, so that one of which nothing is known counts as one that takes none. */
function boundaryOf(
  { properties, source }: Resource,
  managed: Attached,
): Pick<Identity, 'boundary' | 'unknownBoundary'> {
  if (properties.PermissionsBoundary === undefined) return {};
  const arn = textAt(properties.PermissionsBoundary, source);
  const boundary = knownPolicy(arn, 'boundary', managed, `${source} PermissionsBoundary`);
  return boundary === undefined ? { unknownBoundary: arn } : { boundary };
}

/** Policies that stand in the identity's own resource. */
function ownPolicies({ properties, source }: Resource, managed: Attached): Policy[] {
  const inline = listAt(properties.Policies, `${source} Policies`).map((policy, index) => {
    const where = `${source} Policies[${index}]`;
    return document(objectAt(policy, where).PolicyDocument, 'identity', where);
  });
  const arns = listAt(properties.ManagedPolicyArns, `${source} ManagedPolicyArns`);
  const byArn = arns.flatMap((arn) =>
    managedPolicy(textAt(arn, source), 'identity', managed, `${source} ManagedPolicyArns`),
  );
  return [...inline, ...byArn];
}

/** Policies of every `role/<name>`, `user/<name>` and `group/<name>`: their own, those that other resources attach, those of a user's groups. */
function policiesByHolder(resources: readonly Resource[], managed: Attached): Attached {
  const holders = resources.filter(isOf('Role', 'User', 'Group'));
  const policies = new Map<string, readonly Policy[]>(
    holders.map((holder) => [`${kindOf(holder)}/${holder.ref}`, ownPolicies(holder, managed)]),
  );
  const add = (to: string, added: readonly Policy[], source: string): void => {
    const before = policies.get(to);
    if (before === undefined)
      throw new CannotTell(source, `a policy is attached to the ${to}, which is not in this assembly`);
    policies.set(to, [...before, ...added]);
  };
  for (const resource of resources.filter(isOf('Policy', 'ManagedPolicy', 'RolePolicy', 'UserPolicy', 'GroupPolicy'))) {
    const { properties, source } = resource;
    const added = [document(properties.PolicyDocument, 'identity', `${source} PolicyDocument`)];
    for (const kind of ['Role', 'User', 'Group']) {
      const named = [properties[`${kind}Name`] ?? [], listAt(properties[`${kind}s`], source)].flat();
      for (const name of named) add(`${kind.toLowerCase()}/${textAt(name, source)}`, added, source);
    }
  }
  for (const [user, group, source] of memberships(resources)) {
    const added = policies.get(`group/${group}`);
    if (added === undefined) throw new CannotTell(source, `the group ${group} is not in this assembly`);
    add(`user/${user}`, added, source);
  }
  return policies;
}

/** User, group and source of every membership. */
function memberships(resources: readonly Resource[]): (readonly [string, string, string])[] {
  return resources.flatMap(({ type, properties, source, ref = '' }) => {
    if (type === 'AWS::IAM::User') {
      return listAt(properties.Groups, source).map((group) => [ref, textAt(group, source), source] as const);
    }
    if (type !== 'AWS::IAM::UserToGroupAddition') return [];
    const group = textAt(properties.GroupName, source);
    return listAt(properties.Users, source).map((user) => [textAt(user, source), group, source] as const);
  });
}

function managedPolicies(resources: readonly Resource[]): Attached {
  return new Map(
    resources.filter(isOf('ManagedPolicy')).map(({ ref = '', properties, source }) => {
      return [ref, [document(properties.PolicyDocument, 'identity', `${source} PolicyDocument`)]] as const;
    }),
  );
}

function managedPolicy(arn: string, kind: PolicyKind, managed: Attached, where: string): readonly Policy[] {
  const found = knownPolicy(arn, kind, managed, where);
  if (found === undefined) {
    throw new CannotTell(where, `the policy ${arn} is neither in this assembly nor in managed-policies.json`);
  }
  return found;
}

/** The statements of one of AWS's own policies, in a partition; undefined where it is not in managed-policies.json. */
export function awsPolicy(name: string, partition: string): Policy | undefined {
  const arn = `arn:${partition}:iam::aws:policy/${name}`;
  return knownPolicy(arn, 'identity', new Map(), "AWS's own policies")?.[0];
}

function knownPolicy(arn: string, kind: PolicyKind, managed: Attached, where: string): readonly Policy[] | undefined {
  const own = managed.get(arn);
  if (own !== undefined) return own.map((policy) => ({ ...policy, kind }));
  const partition = partitionIn(arn);
  const known = MANAGED[arn.replace(`arn:${partition}:iam::aws:`, 'arn:aws:iam::aws:')];
  if (known === undefined) return undefined;
  const document = JSON.parse(JSON.stringify(known.document).replaceAll('arn:aws:', `arn:${partition}:`));
  return [parsePolicy(document, kind, `${where} ${arn}`)];
}

function document(value: Json | undefined, kind: PolicyKind, where: string): Policy {
  if (value === undefined) throw new CannotTell(where, 'got no policy document, wanted one');
  return parsePolicy(value, kind, where);
}

function kindOf({ type }: Resource): string {
  return type.slice(type.lastIndexOf(':') + 1).toLowerCase();
}

function isOf(...kinds: readonly string[]): (resource: Resource) => boolean {
  return ({ type }) => kinds.some((kind) => type === `AWS::IAM::${kind}`);
}
