import { templatesOf } from '../../tools/proof/doubt/templates-of.ts';
import { placesOf } from '../../tools/proof/promise/places.ts';
import { deliveredFindings } from '../../tools/proof/properties/looked-up/delivered.ts';
import { siteFindings } from '../../tools/proof/properties/looked-up/sites.ts';
import { assemble, type Properties, placesWith } from './assemblies.ts';

/** Without the statements that allow something. */
function closed({ PolicyDocument }: Properties): void {
  const document = PolicyDocument as { Statement: Properties[] };
  document.Statement = document.Statement.filter(({ Effect }) => Effect === 'Deny');
}

test('in prod every service is let tell what it is to tell', async () => {
  expect(deliveredFindings(placesOf(templatesOf(await assemble('prod'))))).toEqual([]);
});

test.each<readonly [string, string, string, (properties: Properties) => void, RegExp]>([
  [
    'a rule by another name',
    'AWS::Events::Rule',
    'Landednorthrefinery',
    (properties) => Object.assign(properties, { Name: 'airlock-prod-other' }),
    /^arn:aws:sqs:.*-intake refuses it$/,
  ],
  [
    'a queue that takes nothing',
    'AWS::SQS::QueuePolicy',
    'LandingIntakeQueue',
    closed,
    /^arn:aws:sqs:.*-intake refuses/,
  ],
  ['a topic that takes nothing', 'AWS::SNS::TopicPolicy', 'AlarmsTopic', closed, /^arn:aws:sns:.*-alarms refuses it$/],
])('%s is found', async (_, type, id, edit, said) => {
  const [first] = deliveredFindings(await placesWith(type, id, edit));
  expect(first?.message).toMatch(said);
});

test('a rule of one site that hears the folder of another is found', async () => {
  const places = await placesWith('AWS::Events::Rule', 'Landednorthrefinery', (properties) => {
    const pattern = JSON.stringify(properties.EventPattern).replace('north-refinery', 'east-chemicals');
    Object.assign(properties, { EventPattern: JSON.parse(pattern) });
  });
  expect(siteFindings(places).map(({ message }) => message)).toEqual([
    'it is of north-refinery and names east-chemicals',
  ]);
});

test('a key of one site in a secret that is called after another is found', async () => {
  const places = await placesWith('Custom::PiIntegratorKeys', '', (properties) => {
    Object.assign(properties, { secret: 'airlock/prod/airlock-prod-sender-east-chemicals' });
  });
  expect(siteFindings(places).map(({ message }) => message)).toEqual([
    'it is of north-refinery and names airlock-prod-sender-east-chemicals',
  ]);
});
