import { watchingFindings } from '../../../tools/proof/properties/looked-up/watching.ts';
import { type Properties, placesWith } from '../assemblies.ts';

type Selector = { Name: string; FieldSelectors: Record<string, string | string[]>[] };
type Selectors = Selector[];

const TRAIL = 'AWS::CloudTrail::Trail';
const FILTER = 'AWS::Logs::MetricFilter';
const ALARM = 'AWS::CloudWatch::Alarm';

const selecting =
  (edit: (selectors: Selectors) => void) =>
  ({ AdvancedEventSelectors }: Properties): void =>
    edit(AdvancedEventSelectors as Selectors);
/** Without the selectors of a name. */
const lacking = (name: string) =>
  selecting((all) => all.splice(0, all.length, ...all.filter(({ Name }) => Name !== name)));
/** What plants try on a kind of data, and a call that nobody then hears of. */
const TRIED: Readonly<Record<string, RegExp>> = {
  'AWS::S3::Object': /^no alarm goes off at s3:GetObject on .*-silver\/x, refused/,
  'AWS::S3::AccessPoint': /^no alarm goes off at s3:GetObject on .*accesspoint\/any, refused/,
  'AWS::Kinesis::Stream': /^no alarm goes off at kinesis:GetRecords on .*stream\/elsewhere, refused/,
  'AWS::Kinesis::StreamConsumer': /^no alarm goes off at kinesis:SubscribeToShard on .*, refused/,
  'AWS::Lambda::Function': /^no alarm goes off at lambda:Invoke on .*, refused/,
  'AWS::SNS::Topic': /^no alarm goes off at sns:Publish on .*-alarms, refused/,
  'AWS::SQS::Queue': /^no alarm goes off at sqs:ReceiveMessage on .*, refused/,
};

const setting =
  (values: Properties) =>
  (properties: Properties): void => {
    Object.assign(properties, values);
  };
const ofPlants = (text: string): string => text.replaceAll('/plant/', '/pipeline/');

/** Type and logical id of what is changed, how, and what is said of it. */
const CHANGES: Readonly<
  Record<string, readonly [type: string, id: string, edit: (p: Properties) => void, said: RegExp]>
> = {
  'a trail that leaves the senders out': [
    TRAIL,
    '',
    selecting((all) => {
      for (const { Name, FieldSelectors } of all) {
        const senders = ['arn:aws:sts::222222222222:assumed-role/airlock-prod-sender-'];
        if (Name !== 'Management events') FieldSelectors.push({ Field: 'userIdentity.arn', NotStartsWith: senders });
      }
    }),
    /^no alarm goes off at s3:GetObject on .*landing\/.*, refused/,
  ],
  'a trail of what senders alone try': [
    TRAIL,
    '',
    selecting((all) => {
      const fields = all.flatMap(({ Name, FieldSelectors }) =>
        Name.startsWith('What plants try') ? FieldSelectors : [],
      );
      for (const { StartsWith } of fields) if (Array.isArray(StartsWith)) StartsWith.pop();
    }),
    /^no alarm goes off at s3:GetObject on .*-silver\/x, refused/,
  ],
  'a trail that leaves the readers of bronze out': [
    TRAIL,
    '',
    selecting((all) =>
      all[1]?.FieldSelectors.push({
        Field: 'userIdentity.arn',
        NotStartsWith: ['arn:aws:sts::222222222222:assumed-role/airlock-prod-bronze-to-silver/'],
      }),
    ),
    /^no trail records s3:GetObject on .*landing\/x$/,
  ],
  'a trail of everything but landing and bronze': [
    TRAIL,
    '',
    selecting((all) => {
      const field = all[1]?.FieldSelectors.find(({ StartsWith }) => StartsWith !== undefined) ?? {};
      field.NotStartsWith = field.StartsWith ?? [];
      delete field.StartsWith;
    }),
    /^no trail records s3:GetObject/,
  ],
  'a trail without management': [
    TRAIL,
    '',
    selecting((all) => all.shift()),
    /^no alarm goes off at s3:GetBucketPolicy/,
  ],
  'a trail without streams': [TRAIL, '', lacking('Records of streams'), /^no trail records kinesis:GetRecords/],
  ...Object.fromEntries(
    Object.entries(TRIED).map(([type, said]) => [
      `a trail that does not hold what plants try on ${type}`,
      [TRAIL, '', lacking(`What plants try on ${type}`), said] as const,
    ]),
  ),
  'a trail of one region': [TRAIL, '', setting({ IsMultiRegionTrail: false }), /^it records one region/],
  'a filter of others': [
    FILTER,
    '',
    (properties) => setting({ FilterPattern: ofPlants(String(properties.FilterPattern)) })(properties),
    /^no alarm goes off at s3:GetObject/,
  ],
  'a filter that does not know the word of SNS': [
    FILTER,
    '',
    (properties) =>
      setting({ FilterPattern: String(properties.FilterPattern).replace('AuthorizationError*', 'Other') })(properties),
    /^no alarm goes off at sns:Publish/,
  ],
  'a filter of another log': [FILTER, '', setting({ LogGroupName: 'other' }), /^no alarm goes off at s3:GetObject/],
  'a metric of nothing': [
    FILTER,
    '',
    ({ MetricTransformations }) => setting({ MetricValue: '0' })((MetricTransformations as Properties[])[0] ?? {}),
    /^no alarm goes off at s3:GetObject/,
  ],
  'an alarm after a hundred periods': [
    ALARM,
    'PlantAlarmsRefused',
    setting({ EvaluationPeriods: 100 }),
    /^no alarm goes/,
  ],
  'an alarm at ten refusals': [ALARM, 'PlantAlarmsRefused', setting({ Threshold: 9 }), /^no alarm goes off/],
  'an alarm of one site': [
    ALARM,
    'PlantAlarmsRefused',
    setting({ Dimensions: [{ Name: 'Site', Value: 'north-refinery' }] }),
    /^no alarm goes off/,
  ],
  'an alarm that always rings': [
    ALARM,
    'PlantAlarmsRefused',
    setting({ TreatMissingData: 'breaching' }),
    /^no alarm goes/,
  ],
  'an alarm in a unit': [ALARM, 'PlantAlarmsRefused', setting({ Unit: 'Bytes' }), /^no alarm goes off/],
  'an alarm that is off': [ALARM, 'PlantAlarmsRefused', setting({ ActionsEnabled: false }), /^no alarm goes off/],
  'an alarm that tells another topic': [
    ALARM,
    'PlantAlarmsRefused',
    setting({ AlarmActions: ['arn:aws:sns:us-east-1:222222222222:other'] }),
    /^no alarm goes off/,
  ],
  'a topic that CloudWatch may not tell': [
    'AWS::SNS::TopicPolicy',
    '',
    ({ PolicyDocument }) => {
      const { Statement } = PolicyDocument as { Statement: Properties[] };
      Statement.splice(0, Statement.length, ...Statement.filter(({ Effect }) => Effect === 'Deny'));
    },
    /^no alarm goes off/,
  ],
};

test.each(Object.entries(CHANGES))('%s is found', async (_, [type, id, edit, said]) => {
  const messages = watchingFindings(await placesWith(type, id, edit)).map(({ message }) => message);
  expect(messages).toEqual(expect.arrayContaining([expect.stringMatching(said)]));
});

test.each<readonly [what: string, type: string, id: string, edit: (p: Properties) => void]>([
  ['an alarm by Average and GreaterThanThreshold', ALARM, 'PlantAlarmsRefused', setting({ Statistic: 'Average' })],
  [
    'an alarm by Sum and LessThanThreshold',
    ALARM,
    'PlantAlarmsRefused',
    setting({ ComparisonOperator: 'LessThanThreshold' }),
  ],
  [
    'Dimensions of a metric filter',
    FILTER,
    '',
    ({ MetricTransformations }) =>
      setting({ Dimensions: [{ Key: 'Who', Value: '$.userIdentity.arn' }] })(
        (MetricTransformations as Properties[])[0] ?? {},
      ),
  ],
  ['FieldSelectionCriteria of a metric filter', FILTER, '', setting({ FieldSelectionCriteria: '@aws.region = "x"' })],
])('%s is not understood', async (what, type, id, edit) => {
  const places = await placesWith(type, id, edit);
  expect(() => watchingFindings(places)).toThrow(`${what} is not understood`);
});
