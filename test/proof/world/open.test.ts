import { namesAnother } from '../../../tools/proof/world/open.ts';

test.each([
  ['a role of the account', 'arn:{partition}:iam::{account}:role/etl-admin'],
  ['a bucket of nobody', 'arn:{partition}:s3:::vendor-results/*'],
  ['an address', 'https://vendor.example/wheels'],
  ['another account', '999999999999'],
  ['what another account calls as ours is called', 'arn:{partition}:iam::999999999999:role/{deployment}-clean'],
  ['one of the app beside one that is none', 's3://{assets}/{hash}.zip,s3://wheels/a.whl'],
])('%s is a name of something else', (_, form) => {
  expect(namesAnother(form)).toBe(true);
});

test.each([
  ['a bucket of the app', 'arn:{partition}:s3:::{gold}/*'],
  ['whoever stands in the path of the app', 'arn:{partition}:iam::{account}:user/{path}plant/*'],
  ['code of the app', 's3://{assets}/{hash}.zip'],
  ['a word', '--require ./x'],
])('%s is none', (_, form) => {
  expect(namesAnother(form)).toBe(false);
});
