import type { App, Guarded, Statement } from '../../../../packages/iam-proof/index.ts';
import { EMPTYING, isEmptier } from '../../promise/emptier.ts';
import type { Places } from '../../promise/places.ts';
import { breaking, type Finding } from '../finding.ts';
import { isPositive } from '../positive.ts';

const PROPERTY = 'no resource policy lets anybody in but a service of AWS that works for this account';

/** Keys that tie a service to what it works for: without one, it may be sent by anybody. */
const TIES = ['aws:sourcearn', 'aws:sourceaccount'];

/** As a tie of a key: CloudWatch Logs tells KMS the log, and no source. */
const LOG = 'kms:encryptioncontext:aws:logs:arn';

/** Every Allow of every resource policy, looked at alone: no Deny beside it may be what saves it. */
export function resourcePolicyFindings({ app }: Places): Finding[] {
  return app.guarded.flatMap((guarded) =>
    guarded.policies.flatMap(({ statements }) =>
      statements.filter(({ effect }) => effect === 'Allow').flatMap((statement) => judge(statement, guarded, app)),
    ),
  );
}

function judge(statement: Statement, guarded: Guarded, app: App): Finding[] {
  const { principal } = statement;
  const finding = breaking(PROPERTY, guarded.kind === 'key' ? 'key' : 'resource');
  const fail = (message: string): Finding[] => [finding(guarded.source, message, statement.source)];
  if (principal === undefined) return fail('an Allow names no principal');
  if (statement.action.inverted) return fail('an Allow of everything but some actions (NotAction)');
  return principal.flatMap(({ kind, pattern }) => {
    if (kind === 'Service')
      return isTied(statement, guarded, app) ? [] : fail(`an Allow to ${pattern} that any source may use`);
    if (guarded.kind === 'key' && isOwnAccount(pattern, app)) return [];
    if (guarded.kind === 'bucket' && isEmptying(pattern, guarded, statement, app)) return [];
    return fail(`an Allow to ${pattern}`);
  });
}

/** Conditions that only this account's resources can meet, each of them as narrow as it looks; into a bucket, one of them. */
function isTied({ conditions }: Statement, { kind }: Guarded, { account }: App): boolean {
  const ties = conditions.filter(({ key }) => TIES.includes(key) || (kind === 'key' && key === LOG));
  const isNarrow = kind !== 'bucket' || ties.some(({ key }) => key === 'aws:sourcearn');
  return (
    isNarrow &&
    ties.length > 0 &&
    ties.every((tie) => isPositive(tie) && tie.values.every((value) => belongsTo(value, account)))
  );
}

function belongsTo(value: string, account: string): boolean {
  if (value === account) return true;
  const [, , service, , owner, rest = ''] = value.split(':');
  return owner === account || (service === 's3' && owner === '' && !/[*?]/.test(rest));
}

/** The account itself, which says no more than that IAM's policies count. */
function isOwnAccount(pattern: string, { account, partition }: App): boolean {
  return pattern === account || pattern === `arn:${partition}:iam::${account}:root`;
}

/** CDK's function that empties a bucket with its stack: only where the bucket may go, and only what emptying takes. */
function isEmptying(pattern: string, { source }: Guarded, { action }: Statement, app: App): boolean {
  const role = app.identities.find(({ arn }) => arn === pattern);
  const bucket = app.resources.find((each) => each.source === source);
  return (
    role !== undefined &&
    isEmptier(role) &&
    bucket?.attributes.DeletionPolicy === 'Delete' &&
    action.patterns.every((each) => EMPTYING.includes(each))
  );
}
