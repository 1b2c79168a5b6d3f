import { CloudFormationClient, ListStackResourcesCommand, ListStacksCommand } from '@aws-sdk/client-cloudformation';
import { mockClient } from 'aws-sdk-client-mock';
import { serviceLines, services } from '../../tools/operate/services.ts';

const PROPERTY = { stack: 'store', logicalId: 'Gold', type: 'AWS::S3::Bucket', property: 'Tags', why: 'not played' };

test('what is deployed is told by service, over all stacks and pages', async () => {
  const cloudformation = new CloudFormationClient({});
  const mock = mockClient(cloudformation);
  mock
    .on(ListStacksCommand)
    .resolves({ StackSummaries: [{ StackName: 'store' }, { StackName: 'notebooks' }] as never[] })
    .on(ListStackResourcesCommand, { StackName: 'store' })
    .resolves({ StackResourceSummaries: [{ ResourceType: 'AWS::S3::Bucket' }] as never[], NextToken: 'more' })
    .on(ListStackResourcesCommand, { StackName: 'store', NextToken: 'more' })
    .resolves({ StackResourceSummaries: [{ ResourceType: 'AWS::S3::BucketPolicy' }] as never[] })
    .on(ListStackResourcesCommand, { StackName: 'notebooks' })
    .resolves({ StackResourceSummaries: [{ ResourceType: 'Custom::Chart' }] as never[] });
  const found = await services({ cloudformation }, [PROPERTY]);
  expect(serviceLines(found, [PROPERTY], []).slice(0, -1)).toEqual([
    'service           resources  without effect',
    'Custom resources          1',
    'S3                        2               1',
  ]);
});

test('where nothing is deployed the next step is told', () => {
  expect(serviceLines([], [], [])).toEqual([expect.stringContaining('npm run demo')]);
});
