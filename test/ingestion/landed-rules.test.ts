import { loadConfig } from '../../lib/config/load-config.ts';
import { manySites } from '../support/configurations.ts';
import { propertiesOf, readable, synthesize, templateOf } from '../support/stacks.ts';

const { account, region, sites } = loadConfig('local');
const QUEUE = `arn:aws:sqs:${region}:${account}:airlock-local-intake`;
const ingestion = templateOf(await synthesize(), 'ingestion');

/** The parts of a fair queue's rule: whose files, and under which group. */
const rule = (site: string, arn: string): object => ({
  EventPattern: {
    source: ['aws.s3'],
    'detail-type': ['Object Created'],
    detail: { object: { key: [{ prefix: `site=${site}/` }] } },
  },
  State: 'ENABLED',
  Targets: [{ Arn: arn, SqsParameters: { MessageGroupId: site } }],
});

test.each(sites.map(({ id }) => id))('what lands at %s, and nothing else, is queued in the group of its name', (id) => {
  ingestion.hasResourceProperties('AWS::Events::Rule', {
    ...rule(id, QUEUE),
    Name: `airlock-local-landed-${id}`,
    EventPattern: { detail: { bucket: { name: ['my-plant-data-landing'] } } },
  });
});

test('the queue takes messages of these rules by their names, and of nobody else', () => {
  const { PolicyDocument } = propertiesOf(ingestion, 'AWS::SQS::QueuePolicy', 'LandingIntakeQueue');
  const [, ...others] = JSON.parse(JSON.stringify(readable(PolicyDocument))).Statement;
  expect(others).toEqual([
    {
      Sid: 'QueueWhatLands',
      Effect: 'Allow',
      Principal: { Service: 'events.amazonaws.com' },
      Action: 'sqs:SendMessage',
      Resource: '<Queue>',
      Condition: { ArnLike: { 'aws:SourceArn': `arn:aws:events:${region}:${account}:rule/airlock-local-landed-*` } },
    },
  ]);
});

test('enough messages are in flight at a backfill that SQS sees whose they are', () => {
  const { BatchSize, ScalingConfig } = propertiesOf(ingestion, 'AWS::Lambda::EventSourceMapping', 'LandingIntake');
  const { MaximumConcurrency } = JSON.parse(JSON.stringify(ScalingConfig));
  expect(Number(BatchSize) * MaximumConcurrency).toBeGreaterThanOrEqual(30);
});

test('the rule of a site lies in the stack of the site, and fills the one queue', async () => {
  const templates = await synthesize(manySites(2, 1));
  const other = templateOf(templates, 'ingestion-2');
  other.resourceCountIs('AWS::SQS::Queue', 0);
  other.resourceCountIs('AWS::Events::Rule', 1);
  other.hasResourceProperties(
    'AWS::Events::Rule',
    rule('refinery-00001', QUEUE.replace('-local-', '-dev-').replace(account, loadConfig('dev').account)),
  );
});
