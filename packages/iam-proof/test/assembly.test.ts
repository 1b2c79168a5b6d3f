import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Json, JsonObject } from '../assembly/json.ts';
import { parseStack, readAssembly } from '../assembly/read.ts';
import { Resolver } from '../assembly/resolve.ts';
import type { Stack } from '../assembly/template.ts';

const where = { account: '111111111111', region: 'eu-west-1' };

function stack(name: string, template: JsonObject): Stack {
  return parseStack({ name, assetBuckets: [], ...where }, { Resources: {}, ...template }, name);
}

const store = stack('store', {
  Resources: {
    Uploads: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'staff-uploads' } },
    Writer: { Type: 'AWS::IAM::Role', Properties: { Path: '/apps/', RoleName: 'writer' } },
    Queue: { Type: 'AWS::SQS::Queue' },
    Odd: { Type: 'AWS::Odd::Thing' },
  },
  Outputs: {
    Uploads: { Value: { Ref: 'Uploads' }, Export: { Name: 'the-uploads' } },
  },
  Conditions: {
    IsChina: { 'Fn::Equals': [{ Ref: 'AWS::Partition' }, 'aws-cn'] },
    IsAny: { 'Fn::Or': [{ Condition: 'IsChina' }, { Condition: 'IsChina' }] },
  },
});
const user = stack('user', {});
const resolver = new Resolver({ stacks: [store, user] });

describe('a reference becomes what AWS puts in its place', () => {
  const cases: readonly (readonly [string, Json, Json])[] = [
    ['the name of a bucket', { Ref: 'Uploads' }, 'staff-uploads'],
    [
      'the ARN of a role, with its path',
      { 'Fn::GetAtt': ['Writer', 'Arn'] },
      'arn:aws:iam::111111111111:role/apps/writer',
    ],
    [
      'a name that CloudFormation makes up',
      { 'Fn::GetAtt': ['Queue', 'Arn'] },
      'arn:aws:sqs:eu-west-1:111111111111:store-Queue-GENERATED',
    ],
    [
      'a join',
      { 'Fn::Join': ['/', [{ 'Fn::GetAtt': ['Uploads', 'Arn'] }, 'team=a', '*']] },
      'arn:aws:s3:::staff-uploads/team=a/*',
    ],
    [
      'a substitution',
      { 'Fn::Sub': 'arn:${AWS::Partition}:s3:::${Uploads}/${AWS::Region}' },
      'arn:aws:s3:::staff-uploads/eu-west-1',
    ],
    ['a condition', { 'Fn::If': ['IsChina', 'there', 'here'] }, 'here'],
    ['nothing, where a condition says so', ['a', { 'Fn::If': ['IsChina', 'b', { Ref: 'AWS::NoValue' }] }], ['a']],
  ];
  test.each(cases)('%s', (_, value, expected) => {
    expect(resolver.resolve(value, store, 'here')).toEqual(expected);
  });

  test("another stack's output, by export", () => {
    expect(resolver.resolve({ 'Fn::ImportValue': 'the-uploads' }, user, 'here')).toBe('staff-uploads');
  });
});

describe('what is not understood is an error that says where', () => {
  const cases: readonly (readonly [string, Json, string])[] = [
    [
      'an unknown function',
      { Statement: [{ 'Fn::Transform': {} }] },
      'here.Statement[0]: Fn::Transform is not understood',
    ],
    [
      'an import that nobody exports',
      { 'Fn::ImportValue': 'gone' },
      'the import "gone" is exported by no stack of this assembly',
    ],
    ['a function beside something else', { Ref: 'Uploads', More: 1 }, 'here: Ref is not understood'],
    ['a substitution with its own names', { 'Fn::Sub': ['${A}', { A: 1 }] }, 'got ["${A}",{"A":1}], wanted a text'],
    ['a substitution with a literal', { 'Fn::Sub': '${!A}' }, '!A is neither a resource nor a parameter of store'],
    ['a choice by a condition of several', { 'Fn::If': ['IsAny', 'a', 'b'] }, 'the condition IsAny is not understood'],
    ['a dynamic reference within a substitution', { 'Fn::Sub': '{{resolve:ssm:/name}}' }, 'has no value before'],
    ['a dynamic reference', '{{resolve:ssm:/name}}', 'has no value before a deployment'],
    [
      'a resource of an unknown type',
      { Ref: 'Odd' },
      'a reference to a resource of type AWS::Odd::Thing is not understood',
    ],
    [
      'an attribute that no bucket has',
      { 'Fn::GetAtt': ['Uploads', 'Secret'] },
      'the attribute ["Uploads","Secret"] is not understood',
    ],
    ['a resource that is not there', { Ref: 'Gone' }, 'Gone is neither a resource nor a parameter of store'],
  ];
  test.each(cases)('%s', (_, value, message) => {
    expect(() => resolver.resolve(value, store, 'here')).toThrow(message);
  });

  test('a name made of itself', () => {
    const loop = stack('loop', {
      Resources: { A: { Type: 'AWS::IAM::Role', Properties: { RoleName: { Ref: 'A' } } } },
    });
    expect(() => new Resolver({ stacks: [loop] }).resolve({ Ref: 'A' }, loop, 'here')).toThrow('A refers to itself');
  });
});

describe('a folder that is no whole assembly is an error that names the file', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'iam-proof-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const artifact = {
    type: 'aws:cloudformation:stack',
    environment: 'aws://111111111111/eu-west-1',
    properties: { templateFile: 'a.json' },
  };
  const manifest = (artifacts: object): void =>
    writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ artifacts }));

  test('no folder', () => {
    expect(() => readAssembly(join(folder, 'gone'))).toThrow(/gone: no such folder, wanted what `cdk synth` writes/);
  });
  test('no manifest', () => {
    expect(() => readAssembly(folder)).toThrow(/manifest\.json: no such file/);
  });
  test('no template', () => {
    manifest({ a: artifact });
    expect(() => readAssembly(folder)).toThrow(/a\.json: no such file/);
  });
  test('a broken template', () => {
    manifest({ a: artifact });
    writeFileSync(join(folder, 'a.json'), '{"Resources": ');
    expect(() => readAssembly(folder)).toThrow(/a\.json: not JSON/);
  });
  test('a stack without account and region', () => {
    manifest({ a: { ...artifact, environment: 'aws://unknown-account/unknown-region' } });
    expect(() => readAssembly(folder)).toThrow(/wanted an account and a region/);
  });
  test('a section of the template that nobody knows', () => {
    manifest({ a: artifact });
    writeFileSync(join(folder, 'a.json'), JSON.stringify({ Resources: {}, Transform: 'AWS::Include' }));
    expect(() => readAssembly(folder)).toThrow(/the section Transform is not understood/);
  });
});
