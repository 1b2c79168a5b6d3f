import type { Identity } from '../../../../packages/iam-proof/index.ts';
import { isEmptier } from '../../promise/emptier.ts';
import { LAYERS, type Places } from '../../promise/places.ts';
import { profileRights } from '../../promise/profiles.ts';
import type { Right } from '../../promise/right.ts';
import { roleRights } from '../../promise/role-rights.ts';
import { breaking, type Finding } from '../finding.ts';
import { refused } from '../refused.ts';
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
        .slice(0, 1)
        .map((message) => finding(identity.name, message, identity.source)),
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
