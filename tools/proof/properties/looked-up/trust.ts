import {
  type App,
  type Condition,
  type Identity,
  type Resource,
  type Statement,
  servicesUsing,
  usersOf,
} from '../../../../packages/iam-proof/index.ts';
import type { Places } from '../../promise/places.ts';
import { keysSentBy } from '../../promise/trust-conditions.ts';
import { breaking, type Finding } from '../finding.ts';

const PROPERTY = 'a role is assumed by what uses it in this app, and by nobody else';
const finding = breaking(PROPERTY, 'trust');
const ANCHOR = 'rolesanywhere.amazonaws.com';

/** By which key a role must name what it is assumed for, and what in this app that may be. */
interface Source {
  readonly key: string;
  readonly of: (identity: Identity, app: App) => readonly string[];
}

/** Services that act for whoever asks them. */
const NAMES_SOURCE: Readonly<Record<string, Source>> = {
  'pods.eks.amazonaws.com': {
    key: 'aws:RequestTag/eks-cluster-arn',
    of: (_, { resources }) => arnsOf(resources.filter(({ type }) => type === 'AWS::EKS::Cluster')),
  },
  'states.amazonaws.com': { key: 'aws:SourceArn', of: (identity, app) => arnsOf(usersOf(identity, app)) },
  'scheduler.amazonaws.com': { key: 'aws:SourceArn', of: groupsUsing },
  [ANCHOR]: {
    key: 'aws:SourceArn',
    of: (_, { resources }) => arnsOf(resources.filter(({ type }) => type === 'AWS::RolesAnywhere::TrustAnchor')),
  },
};

function arnsOf(resources: readonly Resource[]): string[] {
  return resources.flatMap(({ arn }) => arn ?? []);
}

/** Groups of the schedules that start something in a role's name: the scheduler tells no single schedule. */
function groupsUsing(identity: Identity, app: App): string[] {
  const { partition, region, account } = app;
  return usersOf(identity, app).map(
    ({ properties }) =>
      `arn:${partition}:scheduler:${region}:${account}:schedule-group/${String(properties.GroupName ?? 'default')}`,
  );
}

/** Every Allow of every trust policy. */
export function trustFindings(places: Places): Finding[] {
  return places.app.identities.flatMap((identity) =>
    (identity.trust?.statements ?? [])
      .filter(({ effect }) => effect === 'Allow')
      .flatMap((statement) => judge(statement, identity, places)),
  );
}

function judge(statement: Statement, identity: Identity, places: Places): Finding[] {
  const fail = (message: string): Finding[] => [finding(identity.name, message, statement.source)];
  const { principal, action } = statement;
  if (principal === undefined) return fail('its trust names nobody');
  if (action.inverted || action.patterns.some((pattern) => /[*?]/.test(pattern))) {
    return fail(`its trust is for more than named actions: ${action.patterns.join(', ')}`);
  }
  return principal.flatMap(({ kind, pattern }) => {
    if (kind !== 'Service') return isPerson(pattern, identity, places) ? [] : fail(`it may be assumed by ${pattern}`);
    const users = servicesUsing(identity, places.app);
    if (!users.includes(pattern)) return fail(`it may be assumed by ${pattern}, for which nothing in the app uses it`);
    const source = NAMES_SOURCE[pattern];
    if (source !== undefined && !namesSource(statement, source.key, source.of(identity, places.app))) {
      return fail(
        `it may be assumed by ${pattern} for other sources: wanted ${source.key} of what uses it in this app`,
      );
    }
    const unsent = statement.conditions.filter(({ key }) => !keysSentBy(pattern).includes(key));
    if (unsent.length > 0) {
      const keys = unsent.map(({ key }) => key).join(' and ');
      return fail(`its trust in ${pattern} depends on ${keys}, which no page of AWS says that ${pattern} sends`);
    }
    return pattern === ANCHOR ? certificate(statement, identity, places, fail) : [];
  });
}

/** People of the account whom IAM lets assume the role that reads gold: on a workstation there is no pod. */
function isPerson(pattern: string, { path }: Identity, places: Places): boolean {
  return (
    path === `${places.path}consumption/` && pattern === `arn:${places.app.partition}:iam::${places.app.account}:root`
  );
}

function namesSource({ conditions }: Statement, by: string, wanted: readonly string[]): boolean {
  const sources = conditions.filter(({ key }) => key === by.toLowerCase());
  return (
    sources.length > 0 &&
    sources.every((condition) => isPositive(condition) && condition.values.every((value) => wanted.includes(value)))
  );
}

/** One anchor of this app, and one certificate by its name: any other certificate of the anchor is another site's. */
function certificate(
  statement: Statement,
  identity: Identity,
  { app, plants }: Places,
  fail: (message: string) => Finding[],
): Finding[] {
  const site = plants.find((plant) => plant.identity.arn === identity.arn)?.site;
  const anchors = app.resources
    .filter(({ type }) => type === 'AWS::RolesAnywhere::TrustAnchor')
    .map(({ arn }) => arn ?? '');
  const { conditions } = statement;
  const isPinned = conditions.some((each) => each.key === 'aws:sourcearn' && anchors.some((arn) => isEqual(each, arn)));
  const subject = conditions.find(({ key }) => key === 'aws:principaltag/x509subject/cn');
  const [name] = subject?.values ?? [];
  const isNamed = subject !== undefined && name !== undefined && isEqual(subject, name) && !/[*?]/.test(name);
  return [
    ...(isPinned
      ? []
      : fail('it may be assumed under any trust anchor: wanted aws:SourceArn equal to the anchor of this app')),
    ...(isNamed
      ? []
      : fail('it may be assumed with any certificate: wanted aws:PrincipalTag/x509Subject/CN equal to one name')),
    ...(name !== undefined && site !== undefined && !name.includes(site)
      ? fail(`the certificate "${name}" is not called after ${site}`)
      : []),
    ...(name !== undefined && sharedBy(name, identity, app)
      ? fail(`the certificate "${name}" opens another role too`)
      : []),
  ];
}

function sharedBy(name: string, identity: Identity, { identities }: App): boolean {
  return identities.some(
    ({ arn, trust }) =>
      arn !== identity.arn &&
      trust?.statements.some(({ conditions }) =>
        conditions.some(({ key, values }) => key === 'aws:principaltag/x509subject/cn' && values.includes(name)),
      ),
  );
}

function isEqual(condition: Condition, value: string): boolean {
  return isPositive(condition) && condition.values.length === 1 && condition.values[0] === value;
}

function isPositive({ operator, ifExists }: Condition): boolean {
  return /^(String|Arn)(Equals|Like)$/.test(operator) && !ifExists;
}
