import { type Identity, textsWithin, usersOf } from '../../../packages/iam-proof/index.ts';
import { assetBuckets, type Places } from './places.ts';

/** What is an identity's own, by what acts in it. */
export type Own = 'code' | 'log';

/** ARNs of the objects that hold its code, or of the groups that it logs to. */
export function ownOf(kind: Own, identity: Identity, places: Places): string[] {
  const texts = usersOf(identity, places.app).flatMap(({ properties }) => textsWithin(properties));
  const found = kind === 'log' ? logs(texts, places) : code(texts, places);
  return [...new Set(found)];
}

function logs(texts: readonly string[], { app }: Places): string[] {
  const groups = app.resources.filter(({ type }) => type === 'AWS::Logs::LogGroup');
  return groups.flatMap(({ arn, ref }) => {
    const isOwn = [ref, arn].some((name) => name !== undefined && texts.includes(name));
    return arn !== undefined && isOwn ? [arn] : [];
  });
}

function code(texts: readonly string[], places: Places): string[] {
  const objects = texts.flatMap((text) => text.split(',')).map((text) => text.replace(/^s3:\/\//, ''));
  return objects
    .filter((object) => assetBuckets(places).some((name) => object.startsWith(`${name}/`)))
    .map((object) => `arn:${places.app.partition}:s3:::${object}`);
}
