import { handedBy } from '../../tools/kube/handed.ts';

test('objects and charts are taken from any template, and what only AWS can say is put in words', () => {
  const role = { 'Fn::GetAtt': ['ReaderRole12AB', 'Arn'] };
  const handed = handedBy([
    {},
    {
      Resources: {
        One: {
          Type: 'Custom::AWSCDK-EKS-KubernetesResource',
          Properties: { Manifest: { 'Fn::Join': ['', ['[{"kind":"A","role":"', role, '"},{"kind":"B"}]']] } },
        },
        Two: {
          Type: 'Custom::AWSCDK-EKS-HelmChart',
          Properties: {
            Chart: 'c',
            Repository: 'https://c.example',
            Version: '1.0.0',
            Release: 'r',
            Namespace: 'n',
            Values: '{"on":true}',
          },
        },
        Three: { Type: 'AWS::S3::Bucket' },
      },
    },
  ]);
  expect(handed.objects).toEqual([{ kind: 'A', role: 'readerrole12ab-arn' }, { kind: 'B' }]);
  expect(handed.charts).toEqual([
    {
      name: 'c',
      repository: 'https://c.example',
      version: '1.0.0',
      release: 'r',
      namespace: 'n',
      values: { on: true },
    },
  ]);
});

test('what another resource of the template is told is put in as it is', () => {
  const block = { 'Fn::GetAtt': ['Vpc', 'CidrBlock'] };
  const { objects } = handedBy([
    {
      Resources: {
        One: {
          Type: 'Custom::AWSCDK-EKS-KubernetesResource',
          Properties: { Manifest: { 'Fn::Join': ['', ['[{"kind":"A","from":"', block, '"}]']] } },
        },
        Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } },
      },
    },
  ]);
  expect(objects).toEqual([{ kind: 'A', from: '10.0.0.0/16' }]);
});
