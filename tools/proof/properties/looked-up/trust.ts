import {
  ALMIGHTY,
  type App,
  type Condition,
  evaluate,
  type Identity,
  principalOf,
  type Statement,
  servicesUsing,
} from '../../../../packages/iam-proof/index.ts';
import type { Places } from '../../promise/places.ts';
import { keysSentBy } from '../../promise/trust-conditions.ts';
import { breaking, type Finding } from '../finding.ts';

const PROPERTY = 'a role is assumed by what uses it in this app, and by nobody else';
const finding = breaking(PROPERTY, 'trust');
const ANCHOR = 'rolesanywhere.amazonaws.com';

/** Services that act for whoever asks them, and the key by which a role must name for what of this account it is assumed. */
const NAMES_SOURCE: Readonly<Record<string, string>> = {
  'pods.eks.amazonaws.com': 'aws:RequestTag/eks-cluster-arn',
  'states.amazonaws.com': 'aws:SourceArn',
  'scheduler.amazonaws.com': 'aws:SourceArn',
  [ANCHOR]: 'aws:SourceArn',
};

/** Every Allow of every trust policy. */
export function trustFindings(places: Places): Finding[] {
  return places.app.identities.flatMap((identity) => [
    ...byPlants(identity, places),
    ...(identity.trust?.statements ?? [])
      .filter(({ effect }) => effect === 'Allow')
      .flatMap((statement) => judge(statement, identity, places)),
  ]);
}

/** A role's trust alone, asked by a plant that may do everything. */
function byPlants({ name, arn, trust, source }: Identity, { app, plants }: Places): Finding[] {
  if (trust === undefined) return [];
  return plants.flatMap(({ identity }): Finding[] => {
    const principal = principalOf(identity, app.account);
    const asked = { principal, action: 'sts:AssumeRole', resource: arn, resourceAccount: app.account, context: {} };
    if (!evaluate(asked, { identity: ALMIGHTY, resource: [trust] }).allowed) return [];
    const message = `its trust lets ${identity.name} assume it, whose own policy alone would stand in the way`;
    return [{ ...finding(name, message, source), request: asked }];
  });
}

function judge(statement: Statement, identity: Identity, places: Places): Finding[] {
  const fail = (message: string): Finding[] => [finding(identity.name, message, statement.source)];
  const { principal, action } = statement;
  if (principal === undefined || principal.inverted) return fail('it may be assumed by everybody but some');
  if (action.inverted || action.patterns.some((pattern) => /[*?]/.test(pattern))) {
    return fail(`its trust is for more than named actions: ${action.patterns.join(', ')}`);
  }
  return principal.entries.flatMap(({ kind, pattern }) => {
    if (kind !== 'Service') return isPerson(pattern, identity, places) ? [] : fail(`it may be assumed by ${pattern}`);
    const users = servicesUsing(identity, places.app);
    if (!users.includes(pattern)) return fail(`it may be assumed by ${pattern}, for which nothing in the app uses it`);
    const source = NAMES_SOURCE[pattern];
    if (source !== undefined && !namesSource(statement, source, places.app)) {
      return fail(`it may be assumed by ${pattern} for any source: wanted ${source} of one thing of this account`);
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

function namesSource({ conditions }: Statement, by: string, { account }: App): boolean {
  const sources = conditions.filter(({ key }) => key === by.toLowerCase());
  return (
    sources.length > 0 &&
    sources.every(
      (condition) =>
        isPositive(condition) &&
        condition.values.every((value) => value.split(':')[4] === account && !/[*?]/.test(value)),
    )
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

function isPositive({ operator, ifExists, set }: Condition): boolean {
  return /^(String|Arn)(Equals|Like)$/.test(operator) && !ifExists && set === undefined;
}
