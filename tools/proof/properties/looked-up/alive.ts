import { type Context, type Identity, matchesText, principalOf } from '../../../../packages/iam-proof/index.ts';
import { isEmptier } from '../../promise/emptier.ts';
import { LAYERS, type Places } from '../../promise/places.ts';
import { profileRights } from '../../promise/profiles.ts';
import type { Right } from '../../promise/right.ts';
import { roleRights } from '../../promise/role-rights.ts';
import { decisionOn } from '../decision.ts';
import { breaking, type Finding } from '../finding.ts';
import { saysTheSame } from '../same-policy.ts';

const PROPERTY = 'an identity that is no plant can do what it is there for';
const finding = breaking(PROPERTY, 'identity');

/** A typing mistake that takes a right away stops the data, and keeps every other promise. */
export function aliveFindings(places: Places): Finding[] {
  return places.others.flatMap((identity) => {
    const { rights, policies } = roleRights(places, identity);
    const lost = policies.filter((policy) => !identity.policies.some((each) => saysTheSame(each, policy)));
    return [
      ...lost.map(({ statements: [first] }) => finding(identity.name, `it lacks ${first?.source}`, identity.source)),
      ...[...rights, ...profileRights(places, identity), ...emptying(identity, places)]
        .flatMap((right) => refused(right, identity, places))
        .slice(0, 1),
    ];
  });
}

/** What CDK's function calls on a bucket: is it to be emptied, what may others do while it is, what is in it. */
const EMPTYING_BUCKET = ['s3:GetBucketTagging', 's3:GetBucketPolicy', 's3:PutBucketPolicy', 's3:ListBucketVersions'];

/** What CDK's function is let do by the buckets that go with their stacks. */
function emptying(identity: Identity, { bucket, bucketResource }: Places): Right[] {
  const going = LAYERS.filter((layer) => bucketResource(layer).attributes.DeletionPolicy === 'Delete').map(bucket);
  if (!isEmptier(identity) || going.length === 0) return [];
  return going.flatMap((arn) => [
    { actions: EMPTYING_BUCKET, resources: [arn] },
    { actions: ['s3:DeleteObject', 's3:DeleteObjectVersion'], resources: [`${arn}/x`] },
  ]);
}

/** Actions of a right that are refused on everything that one of its patterns stands for. */
function refused({ actions, resources, when = {}, like = {} }: Right, identity: Identity, places: Places): Finding[] {
  const contexts = contextsOf({ ...like, ...when });
  return resources.flatMap((pattern) => {
    const known = examplesOf(pattern, places);
    const principal = principalOf(identity, places.app.account);
    const isAllowed = (action: string, context: Context): boolean =>
      known.some((resource) => decisionOn({ principal, action, resource, context }, places, identity).allowed);
    return actions
      .filter((action) => contexts.some((context) => !isAllowed(action, context)))
      .map((action) => finding(identity.name, `${action} on ${known[0]} is refused`, identity.source));
  });
}

/** What is sent along: each key with each of its values, and the first of the others. */
function contextsOf(keys: Readonly<Record<string, readonly string[]>>): Context[] {
  const sent = (chosen: string, at: number): Context =>
    Object.fromEntries(
      Object.entries(keys).map(([key, values]) => [
        key.toLowerCase(),
        (values[key === chosen ? at : 0] ?? '').replaceAll('*', 'x'),
      ]),
    );
  const all = Object.entries(keys).flatMap(([key, values]) => values.map((_, at) => sent(key, at)));
  return (all.length === 0 ? [{}] : all).map((context) => ({
    ...context,
    'aws:securetransport': 'true',
    's3:tlsversion': '1.3',
  }));
}

/** Resources of the app that a pattern takes; where there are none, one that is called anything. */
function examplesOf(pattern: string, { app }: Places): string[] {
  if (!/[*?]/.test(pattern)) return [pattern];
  const known = app.resources.flatMap(({ arn }) => arn ?? []).filter((arn) => matchesText(pattern, arn));
  const [region, account] = [app.region, app.account];
  const made = pattern.replace(/^(arn:[^:]+:[^:]+):\*:\*:/, `$1:${region}:${account}:`).replace(/[*?]/g, 'x');
  return known.length > 0 ? known.map((arn) => arn.replace(/:\*$/, ':log-stream:x')) : [made];
}
