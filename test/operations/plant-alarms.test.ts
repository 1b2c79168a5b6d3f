import { propertiesOf, synthesize, templateOf } from '../support/stacks.ts';

const store = templateOf(await synthesize(), 'replica-store');
const alarm = (id: string): Record<string, unknown> =>
  propertiesOf(store, 'AWS::CloudWatch::Alarm', `PlantAlarms${id}`);
const requests = (site: string): object => ({
  Namespace: 'AWS/S3',
  Dimensions: [
    { Name: 'BucketName', Value: 'my-plant-data-landing' },
    { Name: 'FilterId', Value: site },
  ],
  Statistic: 'Sum',
});

test('a refused call of any plant identity counts, by the ARN that holds its path', () => {
  const { MetricTransformations, FilterPattern } = propertiesOf(store, 'AWS::Logs::MetricFilter', '');
  const plants = (kind: string): string => `arn:aws:iam::000000000000:${kind}/airlock/airlock/local/plant/*`;
  expect(FilterPattern).toBe(
    '{ ($.errorCode = "*AccessDenied*" || $.errorCode = "*UnauthorizedOperation" || $.errorCode = "AuthorizationError*") && ' +
      `($.userIdentity.sessionContext.sessionIssuer.arn = "${plants('role')}" || $.userIdentity.arn = "${plants('user')}") }`,
  );
  expect(MetricTransformations).toEqual([
    { MetricName: 'PlantRefused', MetricNamespace: 'Airlock/airlock-local', MetricValue: '1' },
  ]);
});

test('one refused call is an alarm', () => {
  expect(alarm('Refused')).toMatchObject({
    Namespace: 'Airlock/airlock-local',
    MetricName: 'PlantRefused',
    Statistic: 'Sum',
    Period: 300,
    ComparisonOperator: 'GreaterThanThreshold',
    Threshold: 0,
    TreatMissingData: 'notBreaching',
  });
});

test('each site has its part of landing measured, under its own name', () => {
  expect(propertiesOf(store, 'AWS::S3::Bucket', 'Landing').MetricsConfigurations).toEqual([
    { Id: 'north-refinery', Prefix: 'site=north-refinery/' },
    { Id: 'east-chemicals', Prefix: 'site=east-chemicals/' },
  ]);
});

describe.each(['north-refinery', 'east-chemicals'])('%s', (site) => {
  const id = site.replaceAll('-', '');

  test('is silent after an hour without a put, even where no measurement comes at all', () => {
    expect(alarm(`${id}Silence`)).toMatchObject({
      ...requests(site),
      AlarmName: `airlock-local-landing-silence-${site}`,
      MetricName: 'PutRequests',
      Period: 300,
      EvaluationPeriods: 12,
      ComparisonOperator: 'LessThanThreshold',
      Threshold: 1,
      TreatMissingData: 'breaching',
    });
  });

  test.each([
    ['Bytes', 'BytesUploaded', 10 * 1024 ** 3],
    ['Objects', 'PutRequests', 10_000],
  ])('puts too many %s above the ceiling of an hour', (name, MetricName, Threshold) => {
    expect(alarm(`${id}${name}`)).toMatchObject({
      ...requests(site),
      MetricName,
      Period: 3600,
      ComparisonOperator: 'GreaterThanThreshold',
      Threshold,
      TreatMissingData: 'notBreaching',
    });
  });
});
