import { Words } from '../../../tools/proof/world/words.ts';

const WORDS = new Words([
  ['{silver}', 'acme-silver'],
  ['{IAM::Role pipeline}', 'arn:aws:iam::111111111111:role/p/airlock-prod-intake'],
  ['{IAM::Role pipeline}', 'airlock-prod-intake'],
  ['{site}', 'silver'],
  ['{site}', 'north'],
  ['{account}', '111111111111'],
  ['arn:{partition}:', 'arn:aws:'],
  ['{deployment}-', 'airlock-prod-'],
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
  expect(WORDS.formOf(value)).toBe(form);
  expect(WORDS.hasForm(form, value)).toBe(true);
});

test('a form takes what any site is called, and nothing else', () => {
  expect(['site=silver/', 'site=north/', 'site=south/'].map((value) => WORDS.hasForm('site={site}/', value))).toEqual([
    true,
    true,
    false,
  ]);
});

test('a token that the assembly has no name for is a text like any other', () => {
  expect(WORDS.hasForm('{KMS::Key}', 'arn:aws:kms:us-east-1:333333333333:key/1')).toBe(false);
});
