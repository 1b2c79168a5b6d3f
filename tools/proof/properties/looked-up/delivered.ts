import { textsWithin } from '../../../../packages/iam-proof/index.ts';
import type { Places } from '../../promise/places.ts';
import { isServiceLet } from '../decision.ts';
import { breaking, type Finding } from '../finding.ts';
import { ofType } from './settings.ts';

const finding = breaking('what a service is to tell, it is let tell', 'resource');

/** Types in whose name a service calls what they name. */
const CALLERS: Readonly<Record<string, string>> = {
  'AWS::Budgets::Budget': 'budgets.amazonaws.com',
  'AWS::CloudWatch::Alarm': 'cloudwatch.amazonaws.com',
  'AWS::Events::Rule': 'events.amazonaws.com',
};

/** What is called, by the kind of what has a policy of its own. */
const CALLS: Readonly<Record<string, string>> = {
  function: 'lambda:InvokeFunction',
  queue: 'sqs:SendMessage',
  topic: 'sns:Publish',
};

/** A rule by another name, or a policy that names another one, and nothing comes through. */
export function deliveredFindings(places: Places): Finding[] {
  const { guarded } = places.app;
  return Object.entries(CALLERS).flatMap(([type, name]) =>
    ofType(type)(places).flatMap(({ arn = '', properties, source }) => {
      const context = { 'aws:sourcearn': arn, 'aws:securetransport': 'true' };
      const told = textsWithin(properties);
      return guarded.flatMap(({ kind, arn: resource }) => {
        const action = CALLS[kind];
        const isMute =
          action !== undefined && told.includes(resource) && !isServiceLet(name, action, resource, context, places);
        return isMute ? [finding(source, `${resource} refuses it`)] : [];
      });
    }),
  );
}
