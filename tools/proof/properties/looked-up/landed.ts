import { isDeepStrictEqual } from 'node:util';
import { evaluate, type Resource } from '../../../../packages/iam-proof/index.ts';
import { type Places, regional } from '../../promise/places.ts';
import { breaking, type Finding } from '../finding.ts';
import { objectsIn, ofType } from './settings.ts';

const finding = breaking("what lands at a site is queued as that site's own, and nothing else is", 'configuration');

/** Messages of one group in flight from which SQS can take it for noisy, so that it steps back. */
const NOISY = 30;

/** A rule a site, whose target names the site's group; the queue lets in those and no other, and the intake reads it. */
export function landedFindings(places: Places): Finding[] {
  const queue = regional(places, 'sqs', `${places.deployment}-intake`);
  const sites = [...new Set(places.plants.map(({ site }) => site))];
  const rules = ofType('AWS::Events::Rule')(places).filter(({ properties }) =>
    objectsIn(properties.Targets).some(({ Arn }) => Arn === queue),
  );
  const isOf = (rule: Resource, site: string): boolean => isDeepStrictEqual(told(rule), wanted(site, queue, places));
  const ruleOf = (site: string): string => regional(places, 'events', `rule/${places.deployment}-landed-${site}`);
  return [
    ...sites
      .filter((site) => !rules.some((rule) => isOf(rule, site)))
      .map((site) => finding(site, 'no rule queues what lands there in its group')),
    ...rules
      .filter((rule) => !sites.some((site) => isOf(rule, site)))
      .map(({ source }) => finding(source, "it fills the intake's queue, and is no site's rule")),
    ...sites
      .filter((site) => !lets(ruleOf(site), queue, places))
      .map((site) => finding(queue, `it refuses the rule of ${site}`)),
    ...(lets(regional(places, 'events', 'rule/another'), queue, places)
      ? [finding(queue, "it lets in rules that are no site's")]
      : []),
    ...(ofType('AWS::Lambda::EventSourceMapping')(places).some((mapping) => reads(mapping, queue, places))
      ? []
      : [finding(queue, `the intake does not read it, or takes fewer than ${NOISY} messages at a time`)]),
  ];
}

function wanted(site: string, queue: string, { deployment, bucketResource }: Places): object {
  return {
    Name: `${deployment}-landed-${site}`,
    State: 'ENABLED',
    EventPattern: {
      source: ['aws.s3'],
      'detail-type': ['Object Created'],
      detail: { bucket: { name: [bucketResource('landing').ref] }, object: { key: [{ prefix: `site=${site}/` }] } },
    },
    Targets: [{ Arn: queue, Id: 'Target0', SqsParameters: { MessageGroupId: site } }],
  };
}

/** All that a rule says of what it hears and where it sends it. */
function told({ properties: { Tags: _, ...rest } }: Resource): object {
  return rest;
}

/** Whether a queue's policy alone takes what a rule sends. */
function lets(rule: string, queue: string, { app }: Places): boolean {
  const context = { 'aws:sourcearn': rule, 'aws:sourceaccount': app.account, 'aws:securetransport': 'true' };
  const principal = { kind: 'service', name: 'events.amazonaws.com' } as const;
  const request = { principal, action: 'sqs:SendMessage', resource: queue, context };
  const resource = app.guarded.filter(({ arn }) => arn === queue).flatMap(({ policies }) => policies);
  return evaluate(request, { identity: [], resource }).allowed;
}

function reads({ properties }: Resource, queue: string, { deployment }: Places): boolean {
  const { EventSourceArn, FunctionName, Enabled, BatchSize, ScalingConfig } = properties;
  const [scaling] = objectsIn([ScalingConfig ?? null]);
  return (
    EventSourceArn === queue &&
    FunctionName === `${deployment}-landing-intake` &&
    Enabled !== false &&
    Number(BatchSize) * Number(scaling?.MaximumConcurrency) >= NOISY
  );
}
