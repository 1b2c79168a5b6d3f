import {
  type App,
  aws_iam as iam,
  aws_logs as logs,
  Stack,
  aws_s3 as s3,
  aws_secretsmanager as secretsmanager,
} from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Mistakes that somebody could make in the constructs, by what they are. */
export const CHANGES = {
  'landing is read by a PI Integrator': (app: App): void => {
    const user = found(app, 'PiIntegratorUser', (each) => each instanceof iam.User);
    found(app, 'LandingResource', (each) => each instanceof s3.Bucket).grantRead(user);
  },
  'flaws that are explained elsewhere': (app: App): void => {
    for (const stack of app.node.children.filter((child) => Stack.isStack(child))) addFlaws(stack);
  },
} as const;

export type ChangeName = keyof typeof CHANGES;

function addFlaws(stack: Stack): void {
  const statement = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*' };
  new s3.CfnBucket(stack, 'FreshBucket');
  new iam.CfnRole(stack, 'FreshRole', {
    assumeRolePolicyDocument: {},
    policies: [{ policyName: 'all', policyDocument: { Statement: [statement] } }],
  });
  new logs.CfnLogGroup(stack, 'FreshLog');
  new secretsmanager.CfnSecret(stack, 'FreshSecret');
}

/** The first construct of a kind whose path ends in words that, joined, are `name`. */
function found<T extends IConstruct>(app: App, name: string, isKind: (each: IConstruct) => each is T & IConstruct): T {
  const match = app.node.findAll().find((each) => each.node.path.replaceAll('/', '').endsWith(name) && isKind(each));
  if (match === undefined) throw new Error(`no construct "…${name}"`);
  return match as T;
}
