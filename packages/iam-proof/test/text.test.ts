import fc from 'fast-check';
import { matchesArn, matchesResource } from '../iam/match.ts';
import { combinations } from '../solver/text/combinations.ts';
import { arn, exactly, glob, plausibleResource, resource } from '../solver/text/pattern.ts';

const segments = fc.array(fc.constantFrom('*', 'a*', '', 's3', '?', 'a:b', '*b', 'b/*'), {
  minLength: 3,
  maxLength: 6,
});
const anyArn = segments.map((parts) => ['arn', ...parts].join(':'));
const drawn = { numRuns: 400, seed: 5 };

test('of all that texts can match, each way is found once, with a text that matches so', () => {
  const patterns = [glob('a*'), glob('*b'), exactly('ab')];
  const found = combinations(patterns).map(({ matched, witness }) => `${matched.map(Number).join('')} ${witness}`);
  expect(found.sort()).toEqual(['000 x', '010 b', '100 a', '110 axb', '111 ab']);
});

test('the walk over patterns of resources takes what the evaluator takes', () => {
  const isSame = fc.property(anyArn, anyArn, (...texts) => {
    for (const { matched, witness } of combinations(texts.map((text) => resource(text)))) {
      expect(texts.map((text) => matchesResource(text, witness))).toEqual(matched);
    }
  });
  fc.assert(isSame, drawn);
});

test('the walk over patterns of ArnLike takes what the evaluator takes', () => {
  const isSame = fc.property(anyArn, (text) => {
    const pattern = arn(text);
    for (const { matched, witness } of pattern === undefined ? [] : combinations([pattern])) {
      expect([matchesArn(text, witness)]).toEqual(matched);
    }
  });
  fc.assert(isSame, drawn);
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
