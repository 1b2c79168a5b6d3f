import { formOf, hasForm } from '../../../tools/proof/world/form.ts';
import type { Words } from '../../../tools/proof/world/words.ts';

const WORDS: Words = new Map([
  ['{silver}', ['acme-silver']],
  ['{IAM::Role pipeline}', ['arn:aws:iam::111111111111:role/p/airlock-prod-intake', 'airlock-prod-intake']],
  ['{site}', ['silver', 'north']],
  ['{account}', ['111111111111']],
  ['arn:{partition}:', ['arn:aws:']],
  ['{deployment}-', ['airlock-prod-']],
]);

test.each([
  ['s3://acme-silver/delta/tag/', 's3://{silver}/delta/{name}/'],
  ['arn:aws:iam::111111111111:role/p/airlock-prod-intake', '{IAM::Role pipeline}'],
  [
    'arn:aws:iam::111111111111:role/p/airlock-prod-intake-2',
    'arn:{partition}:iam::{account}:role/p/{deployment}-intake-2',
  ],
  ['site=silver/view=reactor/*', 'site={site}/view={name}/*'],
  [7, '7'],
  [true, 'true'],
])('%s has the form %s, and is taken by it', (value, form) => {
  expect(formOf(value, WORDS)).toBe(form);
  expect(hasForm([form], value, WORDS)).toBe(true);
});

test('a form takes what any site is called, and nothing else', () => {
  expect(
    ['site=silver/', 'site=north/', 'site=south/'].map((value) => hasForm(['site={site}/'], value, WORDS)),
  ).toEqual([true, true, false]);
});

test('a token that the assembly has no name for is a text like any other', () => {
  expect(hasForm(['{KMS::Key}'], 'arn:aws:kms:us-east-1:333333333333:key/1', WORDS)).toBe(false);
});
