import { Duration, aws_iam as iam, aws_lambda as lambda, aws_logs as logs, RemovalPolicy } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { lambdaCode } from '../../functions/lambda-code.ts';

export interface ImageStarterProps {
  /** ARN of the build that it may start. */
  readonly build: string;
}

/** Starts the build when a deployment asks for an image. The build itself answers the deployment. */
export class ImageStarter extends Construct {
  readonly handler: lambda.Function;

  constructor(scope: Construct, id: string, { build }: ImageStarterProps) {
    super(scope, id);
    const logGroup = new logs.LogGroup(this, 'Log', { removalPolicy: RemovalPolicy.DESTROY });
    const role = new iam.Role(this, 'Role', {
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
      inlinePolicies: {
        Start: new iam.PolicyDocument({
          statements: [
            new iam.PolicyStatement({ sid: 'StartBuild', actions: ['codebuild:StartBuild'], resources: [build] }),
            new iam.PolicyStatement({
              sid: 'WriteLog',
              actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
              resources: [logGroup.logGroupArn],
            }),
          ],
        }),
      },
    });
    this.handler = new lambda.Function(this, 'Function', {
      description: 'Starts the build of the image of notebooks',
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      handler: 'index.handler',
      code: lambdaCode('notebook-image'),
      role,
      logGroup,
      timeout: Duration.minutes(1),
      memorySize: 256,
    });
  }
}
