import { existsSync } from 'node:fs';
import { synthesize, templateOf } from '../support/stacks.ts';

const templates = await synthesize();
const alarms = Object.values(templates).flatMap((template) =>
  Object.values(template.findResources('AWS::CloudWatch::Alarm')).map(({ Properties }) => Properties),
);
const [dashboard] = Object.values(templateOf(templates, 'operations').findResources('AWS::CloudWatch::Dashboard'));
const parts: unknown = dashboard?.Properties.DashboardBody;
const body = [Object(parts)['Fn::Join']?.[1] ?? parts].flat().map(String).join('');
const widgets: { type: string; properties: Record<string, unknown> }[] = JSON.parse(body).widgets;

test('the dashboard refers to no resource of another stack', () => {
  const references = JSON.stringify(parts).match(/"(Ref|Fn::(GetAtt|GetStackOutput|ImportValue))":"?[^"}]*/g) ?? [];
  expect([...new Set(references)]).toEqual(['"Ref":"AWS::Region']);
});

test('the dashboard shows every alarm', () => {
  const [shown] = widgets.filter(({ type }) => type === 'alarm').map(({ properties }) => properties.alarms);
  const arn = 'arn:aws:cloudwatch:us-east-1:000000000000:alarm:';
  expect([shown].flat().sort()).toEqual(alarms.map(({ AlarmName }) => `${arn}${AlarmName}`).sort());
});

test('what an alarm looks at is drawn on the dashboard', () => {
  // a name alone is not enough: every function has its own metric "Errors"
  const drawn = JSON.stringify(widgets.filter(({ type }) => type === 'metric'));
  const unseen = alarms
    .filter(({ Namespace, MetricName, Dimensions = [] }) => {
      const pairs = Dimensions.flatMap(({ Name, Value }: { Name: string; Value: string }) => [Name, Value]);
      return !drawn.includes(JSON.stringify([Namespace, MetricName, ...pairs]).slice(0, -1));
    })
    .map(({ AlarmName }) => AlarmName);
  expect(unseen).toEqual([]);
});

test('every runbook that the dashboard names exists', () => {
  const pages = body.match(/docs\/runbooks\/[a-z-]+\.md/g) ?? [];
  expect(pages.length).toBeGreaterThan(5);
  expect(pages.filter((page) => !existsSync(page))).toEqual([]);
});
