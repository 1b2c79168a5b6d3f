import {
  type Condition,
  type Context,
  type Identity,
  type Resource,
  type Statement,
  serviceOf,
  usersOf,
} from '../../../../packages/iam-proof/index.ts';
import { type Places, regional } from '../../promise/places.ts';
import { keysSentBy } from '../../promise/trust-conditions.ts';
import { isServiceLet } from '../decision.ts';
import { breaking, type Finding } from '../finding.ts';
import { isPositive } from '../positive.ts';
import { ofType } from './settings.ts';

const PROPERTY = 'a role is assumed by what uses it in this app, and by nobody else';
const finding = breaking(PROPERTY, 'trust');

/** Key by which Roles Anywhere tells whose certificate it was shown. */
const COMMON_NAME = 'aws:principaltag/x509subject/cn';

/** How a service assumes a role. */
interface Assuming {
  readonly actions: readonly string[];
  /** What it tells of a resource that it acts for: each key must be asked for by the trust, or the service may act for somebody else. */
  readonly tells: (user: Resource, role: Identity, places: Places) => Context;
}

/** Services that act for whoever asks them. */
const ASSUMING: Readonly<Record<string, Assuming>> = {
  'pods.eks.amazonaws.com': {
    actions: ['sts:AssumeRole', 'sts:TagSession'],
    tells: ({ properties: { ClusterName, Namespace, ServiceAccount } }, _, { app }) => ({
      'aws:sourceaccount': app.account,
      'aws:requesttag/eks-cluster-arn': app.resources.find(({ ref }) => ref === ClusterName)?.arn ?? '',
      'aws:requesttag/kubernetes-namespace': String(Namespace),
      'aws:requesttag/kubernetes-service-account': String(ServiceAccount),
    }),
  },
  'states.amazonaws.com': {
    actions: ['sts:AssumeRole'],
    tells: ({ arn = '' }) => ({ 'aws:sourcearn': arn }),
  },
  'scheduler.amazonaws.com': {
    actions: ['sts:AssumeRole'],
    // The scheduler tells the group of a schedule alone.
    tells: ({ properties: { GroupName = 'default' } }, _, places) => ({
      'aws:sourcearn': regional(places, 'scheduler', `schedule-group/${String(GroupName)}`),
    }),
  },
  'rolesanywhere.amazonaws.com': {
    actions: ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'],
    tells: ({ source }, role, places) => {
      const [stack] = source.split('/');
      const anchor = ofType('AWS::RolesAnywhere::TrustAnchor')(places).find((each) =>
        each.source.startsWith(`${stack}/`),
      );
      return { 'aws:sourcearn': anchor?.arn ?? '', [COMMON_NAME]: commonNames(role)[0] ?? '' };
    },
  },
};

/** Every role: who is let in by its trust, and whether that is who uses it. */
export function trustFindings(places: Places): Finding[] {
  return places.app.identities.flatMap((role) => {
    const allows = (role.trust?.statements ?? []).filter(({ effect }) => effect === 'Allow');
    return [
      ...allows.flatMap((statement) =>
        tooWide(statement, role, places).map((message) => finding(role.name, message, statement.source)),
      ),
      ...[...shutOut(role, places), ...misnamed(role, places)].map((message) => finding(role.name, message)),
    ];
  });
}

/** What an Allow lets in beside what uses the role. */
function tooWide({ principal, action, conditions }: Statement, role: Identity, places: Places): string[] {
  if (principal === undefined) return ['its trust names nobody'];
  if (action.inverted || action.patterns.some((pattern) => /[*?]/.test(pattern)))
    return [`its trust is for more than named actions: ${action.patterns.join(', ')}`];
  return principal.flatMap(({ kind, pattern }) => {
    if (kind !== 'Service') return isPerson(pattern, role, places) ? [] : [`it may be assumed by ${pattern}`];
    const told = usersOf(role, places.app)
      .filter((user) => serviceOf(user) === pattern)
      .map((user) => ASSUMING[pattern]?.tells(user, role, places) ?? {});
    if (told.length === 0) return [`it may be assumed by ${pattern}, for which nothing in the app uses it`];
    const loose = Object.keys(told[0] ?? {}).filter((key) => {
      const known = told.flatMap((each) => each[key] ?? []);
      return !asksFor(conditions, key, known);
    });
    const unsent = conditions.map(({ key }) => key).filter((key) => !keysSentBy(pattern).includes(key));
    return [
      ...loose.map((key) => `it may be assumed by ${pattern} for others: wanted ${key} of what uses it in this app`),
      ...unsent.map((key) => `its trust in ${pattern} depends on ${key}, which no page of AWS says that it sends`),
    ];
  });
}

/** People of the account whom IAM lets assume the role that reads gold: on a workstation there is no pod. */
function isPerson(pattern: string, { path }: Identity, { app, path: own }: Places): boolean {
  return path === `${own}consumption/` && pattern === `arn:${app.partition}:iam::${app.account}:root`;
}

function asksFor(conditions: readonly Condition[], key: string, known: readonly string[]): boolean {
  const own = conditions.filter((condition) => condition.key === key);
  return own.length > 0 && own.every((each) => isPositive(each) && each.values.every((value) => known.includes(value)));
}

/** What uses the role, and is not let in. */
function shutOut(role: Identity, places: Places): string[] {
  return usersOf(role, places.app).flatMap((user) => {
    const name = serviceOf(user) ?? '';
    const { actions = ['sts:AssumeRole'], tells } = ASSUMING[name] ?? {};
    const told = { 'aws:sourcearn': user.arn ?? '', ...tells?.(user, role, places) };
    const refused = actions.filter((action) => !isServiceLet(name, action, role.arn, told, places));
    return refused.map((action) => `its trust refuses ${action} to ${name}, for ${user.source}`);
  });
}

/** Any other certificate of an anchor is another site's. */
function misnamed(role: Identity, { app, plants }: Places): string[] {
  const site = plants.find(({ identity }) => identity === role)?.site ?? '';
  const isShared = (name: string): boolean =>
    app.identities.some((other) => other !== role && commonNames(other).includes(name));
  return commonNames(role).flatMap((name) => [
    ...(/[*?]/.test(name) ? [`the certificate "${name}" is any of many`] : []),
    ...(name.includes(site) ? [] : [`the certificate "${name}" is not called after ${site}`]),
    ...(isShared(name) ? [`the certificate "${name}" opens another role too`] : []),
  ]);
}

function commonNames({ trust }: Identity): string[] {
  const conditions = trust?.statements.flatMap((statement) => statement.conditions) ?? [];
  return [...new Set(conditions.flatMap(({ key, values }) => (key === COMMON_NAME ? values : [])))];
}
