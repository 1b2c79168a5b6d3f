import { type Duration, aws_iam as iam, aws_lambda as lambda, aws_logs as logs, RemovalPolicy } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { type Deployment, type PipelineRole, pipelineName, pipelinePath } from '../contract/index.ts';
import { lambdaCode, lambdaCodeWith } from './lambda-code.ts';

export interface PipelineFunctionProps {
  readonly deployment: Deployment;

  /** Names the function, its role and the folder of `lambda/` that holds the handler. */
  readonly name: PipelineRole;
  readonly description: string;
  readonly timeout: Duration;
  readonly memorySize: number;
  readonly environment: Record<string, string>;

  /**
   * What grows with the sites, as JSON in a file beside the code.
   *
   * @default - no file
   */
  readonly settings?: unknown;

  /** All that the function may do, but for writing its log. */
  readonly statements: iam.PolicyStatement[];
}

/** A Lambda function of the pipeline under a role whose ARN bucket policies can name before the role exists. */
export class PipelineFunction extends Construct {
  readonly handler: lambda.Function;

  constructor(scope: Construct, id: string, props: PipelineFunctionProps) {
    super(scope, id);
    const role = new iam.Role(this, 'Role', {
      path: pipelinePath(props.deployment),
      roleName: pipelineName(props.deployment, props.name),
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
      inlinePolicies: { Work: new iam.PolicyDocument({ statements: props.statements }) },
    });
    const logGroup = new logs.LogGroup(this, 'Log', {
      removalPolicy: RemovalPolicy.DESTROY,
    });
    logGroup.grantWrite(role);
    this.handler = new lambda.Function(this, 'Function', {
      functionName: pipelineName(props.deployment, props.name),
      description: props.description,
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      handler: 'index.handler',
      code: props.settings === undefined ? lambdaCode(props.name) : lambdaCodeWith(this, props.name, props.settings),
      role,
      logGroup,
      timeout: props.timeout,
      memorySize: props.memorySize,
      environment: props.environment,
    });
  }
}
