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
  const groups = new Map(resources.filter(isOf('Group')).map((group) => [group.ref, ownPolicies(group, managed)]));
  const attached = attachments(resources, groups);
  return resources
    .filter((resource) => isOf('Role')(resource) || isOf('User')(resource))
    .map((resource) => identityOf(resource, managed, attached));
}

function identityOf(resource: Resource, managed: Attached, attached: Attached): Identity {
  const { properties, source, ref = '', arn = '' } = resource;
  const kind = resource.type === 'AWS::IAM::Role' ? 'role' : 'user';
  const path = properties.Path === undefined ? '/' : textAt(properties.Path, `${source} Path`);
  const boundary = boundaryOf(resource, managed);
  return {
    kind,
    arn,
    name: ref,
    path,
    policies: [...ownPolicies(resource, managed), ...(attached.get(`${kind}/${ref}`) ?? [])],
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

/** Policies that other resources attach, by `role/<name>` or `user/<name>`. */
function attachments(
  resources: readonly Resource[],
  groups: ReadonlyMap<string | undefined, readonly Policy[]>,
): Attached {
  const attached = new Map<string, Policy[]>();
  const add = (to: string, policies: readonly Policy[]): void => {
    attached.set(to, [...(attached.get(to) ?? []), ...policies]);
  };
  const known = new Set(resources.filter((r) => isOf('Role')(r) || isOf('User')(r)).map((r) => kindAndName(r)));
  const addAll = (kind: string, names: Json | undefined, policies: readonly Policy[], source: string): void => {
    for (const name of listAt(names, source)) {
      const to = `${kind}/${textAt(name, source)}`;
      if (!known.has(to))
        throw new CannotTell(source, `a policy is attached to the ${to}, which is not in this assembly`);
      add(to, policies);
    }
  };
  const groupPolicies = new Map(groups);
  for (const { type, properties, source } of resources) {
    if (!/^AWS::IAM::(Policy|ManagedPolicy|RolePolicy|UserPolicy|GroupPolicy)$/.test(type)) continue;
    const policies = [document(properties.PolicyDocument, 'identity', `${source} PolicyDocument`)];
    addAll('role', properties.Roles ?? one(properties.RoleName, type === 'AWS::IAM::RolePolicy'), policies, source);
    addAll('user', properties.Users ?? one(properties.UserName, type === 'AWS::IAM::UserPolicy'), policies, source);
    for (const group of listAt(
      properties.Groups ?? one(properties.GroupName, type === 'AWS::IAM::GroupPolicy'),
      source,
    )) {
      const name = textAt(group, source);
      const before = groupPolicies.get(name);
      if (before === undefined) throw new CannotTell(source, `the group ${name} is not in this assembly`);
      groupPolicies.set(name, [...before, ...policies]);
    }
  }
  for (const [user, group, source] of memberships(resources)) {
    const policies = groupPolicies.get(group);
    if (policies === undefined) throw new CannotTell(source, `the group ${group} is not in this assembly`);
    addAll('user', [user], policies, source);
  }
  return attached;
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

function one(name: Json | undefined, isMeant: boolean): Json | undefined {
  return isMeant && name !== undefined ? [name] : undefined;
}

function kindAndName({ type, ref = '' }: Resource): string {
  return `${type === 'AWS::IAM::Role' ? 'role' : 'user'}/${ref}`;
}

function isOf(kind: string): (resource: Resource) => boolean {
  return ({ type }) => type === `AWS::IAM::${kind}`;
}
