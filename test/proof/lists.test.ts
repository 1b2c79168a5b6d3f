import { evaluate, principalOf, readAssembly, stranger } from '../../packages/iam-proof/index.ts';
import { LEAVES_AS_IT_IS } from '../../tools/proof/promise/lists.ts';
import { placesOf } from '../../tools/proof/promise/places.ts';
import { readReference } from '../../tools/proof/reference.ts';
import { folderOf } from './twins.ts';

const reference = await readReference();
const places = placesOf(readAssembly(await folderOf('prod')));
const OF_BUCKETS = ['arn:*:s3:::*', 'arn:*:s3:::*/*'];

/** Every verb of S3 by which a bucket, or an object in it, can become another. */
const changing = reference.actions.filter(
  ({ name, access, resources }) =>
    name.startsWith('s3:') && !['Read', 'List'].includes(access) && resources.some((form) => OF_BUCKETS.includes(form)),
);
const PUTS = ['s3:AbortMultipartUpload', 's3:PutObject'];

test('what is said to leave a bucket as it is are reads, lists, a put and an upload that is given up', () => {
  const left = new Set(LEAVES_AS_IT_IS.flatMap((pattern) => [...reference.named(pattern)].map(({ name }) => name)));
  expect(left.size).toBeGreaterThan(80);
  expect(changing.map(({ name }) => name).filter((name) => left.has(name))).toEqual(PUTS);
});

const role = stranger(places.app);
const principal = principalOf(role, places.app.account);
const context = { 'aws:securetransport': 'true', 's3:tlsversion': '1.3' };

test.each(['bronze', 'access-logs'] as const)('%s refuses whoever is no keeper every verb that changes it', (layer) => {
  const bucket = places.bucket(layer);
  const resource = places.app.guarded.find(({ arn }) => arn === bucket)?.policies ?? [];
  const isAllowed = (action: string, onWhat: string): boolean =>
    evaluate({ principal, action, resource: onWhat, context }, { identity: role.policies, resource }).allowed;
  const passes = changing.filter(({ name, resources }) =>
    resources
      .filter((form) => OF_BUCKETS.includes(form))
      .some((form) => isAllowed(name, form.endsWith('/*') ? `${bucket}/any` : bucket)),
  );
  expect(changing.length).toBeGreaterThan(50);
  expect(passes.map(({ name }) => name)).toEqual(['s3:AbortMultipartUpload']);
});
