import {
  type aws_s3_assets as assets,
  aws_codebuild as codebuild,
  type aws_ecr as ecr,
  aws_iam as iam,
  aws_logs as logs,
  RemovalPolicy,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { type Deployment, notebookImageName, regionalArn } from '../../contract/index.ts';

export interface ImageBuildProps {
  readonly deployment: Deployment;

  /** Folder that it is built from. */
  readonly source: assets.Asset;

  /** Where it is put, and what it is called there. */
  readonly repository: ecr.IRepository;
  readonly image: string;
}

/** The build of the image, under a role that may read its own folder and put into its own repository. */
export class ImageBuild extends Construct {
  readonly project: codebuild.CfnProject;

  constructor(scope: Construct, id: string, { deployment, source, repository, image }: ImageBuildProps) {
    super(scope, id);
    const name = notebookImageName(deployment);
    const { bucket, s3BucketName, s3ObjectKey } = source;
    const log = new logs.LogGroup(this, 'Log', { removalPolicy: RemovalPolicy.DESTROY });
    const role = new iam.Role(this, 'Role', {
      assumedBy: new iam.ServicePrincipal('codebuild.amazonaws.com', {
        conditions: {
          StringEquals: {
            'aws:SourceAccount': deployment.account,
            'aws:SourceArn': regionalArn(deployment, 'codebuild', `project/${name}`),
          },
        },
      }),
      inlinePolicies: { Build: policy(repository, bucket.arnForObjects(s3ObjectKey), log) },
    });
    this.project = new codebuild.CfnProject(this, 'Project', {
      name,
      description: 'Builds the image of notebooks',
      source: { type: 'S3', location: `${s3BucketName}/${s3ObjectKey}`, buildSpec: 'buildspec.json' },
      artifacts: { type: 'NO_ARTIFACTS' },
      environment: {
        type: 'LINUX_CONTAINER',
        computeType: 'BUILD_GENERAL1_MEDIUM',
        image: codebuild.LinuxBuildImage.AMAZON_LINUX_2023_5.imageId,
        // Docker runs in it.
        privilegedMode: true,
        environmentVariables: [{ name: 'IMAGE', value: image }],
      },
      serviceRole: role.roleArn,
      timeoutInMinutes: BUILD_MINUTES,
      logsConfig: { cloudWatchLogs: { status: 'ENABLED', groupName: log.logGroupName } },
    });
  }
}

/** A build that takes longer is ended, and the deployment with it. */
export const BUILD_MINUTES = 30;

function policy(repository: ecr.IRepository, folder: string, log: logs.ILogGroup): iam.PolicyDocument {
  return new iam.PolicyDocument({
    statements: [
      new iam.PolicyStatement({
        sid: 'ReadSource',
        actions: ['s3:GetObject', 's3:GetObjectVersion'],
        resources: [folder],
      }),
      new iam.PolicyStatement({ sid: 'SignIn', actions: ['ecr:GetAuthorizationToken'], resources: ['*'] }),
      new iam.PolicyStatement({
        sid: 'PutImage',
        actions: [
          'ecr:BatchCheckLayerAvailability',
          'ecr:BatchGetImage',
          'ecr:CompleteLayerUpload',
          'ecr:InitiateLayerUpload',
          'ecr:PutImage',
          'ecr:UploadLayerPart',
        ],
        resources: [repository.repositoryArn],
      }),
      new iam.PolicyStatement({
        sid: 'WriteLog',
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [log.logGroupArn],
      }),
    ],
  });
}
