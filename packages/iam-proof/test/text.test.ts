import { randomFrom } from '../differential/random.ts';
import { matchesArn, matchesResource } from '../iam/match.ts';
import { combinations } from '../solver/text/combinations.ts';
import { arn, exactly, glob, plausibleResource, resource } from '../solver/text/pattern.ts';

const random = randomFrom(5);
const SEGMENTS = ['*', 'a*', '', 's3', '?', 'a:b', '*b', 'b/*'] as const;

function anyArn(): string {
  const count = random.pick([5, 5, 5, 5, 6, 3]);
  return ['arn', ...Array.from({ length: count }, () => random.pick(SEGMENTS))].join(':');
}

test('of all that texts can match, each way is found once, with a text that matches so', () => {
  const patterns = [glob('a*'), glob('*b'), exactly('ab')];
  const found = combinations(patterns).map(({ matched, witness }) => `${matched.map(Number).join('')} ${witness}`);
  expect(found.sort()).toEqual(['000 x', '010 b', '100 a', '110 axb', '111 ab']);
});

test('the walk over patterns of resources takes what the evaluator takes', () => {
  const differing = Array.from({ length: 400 }, () => [anyArn(), anyArn()] as const).flatMap((texts) =>
    combinations(texts.map((text) => resource(text))).flatMap(({ matched, witness }) =>
      texts.flatMap((text, i) => (matchesResource(text, witness) === matched[i] ? [] : [`${text} on ${witness}`])),
    ),
  );
  expect(differing).toEqual([]);
});

test('the walk over patterns of ArnLike takes what the evaluator takes', () => {
  const differing = Array.from({ length: 400 }, anyArn).flatMap((text) => {
    const pattern = arn(text);
    if (pattern === undefined) return [];
    return combinations([pattern])
      .filter(({ matched, witness }) => matchesArn(text, witness) !== matched[0])
      .map(({ witness }) => `${text} on ${witness}`);
  });
  expect(differing).toEqual([]);
});

test('a resource that could be looks as one that AWS made', () => {
  const [bucket] = combinations([plausibleResource('arn:*:s3:::*', 'aws')]).filter(({ matched: [is] }) => is);
  expect(bucket?.witness).toMatch(/^arn:aws:s3:::[^/:]+$/);
  const [stream] = combinations([plausibleResource('arn:*:kinesis:*:*:stream/*', 'aws')]).filter(
    ({ matched: [is] }) => is,
  );
  expect(stream?.witness).toMatch(/^arn:aws:kinesis:[a-z]+-[a-z]+-\d:\d{12}:stream\/.+$/);
});

test('a resource that could be lies in the partition of the deployment', () => {
  const [stream] = combinations([plausibleResource('arn:*:kinesis:*:*:stream/*', 'aws-us-gov')]).filter(
    ({ matched: [is] }) => is,
  );
  expect(stream?.witness).toMatch(/^arn:aws-us-gov:kinesis:/);
});
