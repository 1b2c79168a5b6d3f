import { CustomResource, Duration, aws_ecr as ecr, RemovalPolicy } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { type Deployment, notebookImageName, notebookImageUri } from '../../contract/index.ts';
import { BUILD_MINUTES, ImageBuild } from './image-build.ts';
import { imageSource } from './image-source.ts';
import { ImageStarter } from './image-starter.ts';

export interface NotebookImageProps {
  readonly deployment: Deployment;

  /** Image that it is built on, by its digest. */
  readonly from: string;
}

/** The image of notebooks in a registry of its own, built by the deployment that first wants it; the deployment waits, and fails where the build does. */
export class NotebookImage extends Construct {
  readonly uri: string;

  constructor(scope: Construct, id: string, { deployment, from }: NotebookImageProps) {
    super(scope, id);
    const source = imageSource(this, from);
    this.uri = notebookImageUri(deployment, source.assetHash);
    const repository = new ecr.Repository(this, 'Repository', {
      repositoryName: notebookImageName(deployment),
      imageTagMutability: ecr.TagMutability.IMMUTABLE,
      imageScanOnPush: true,
      // A notebook that was started on an earlier image can be started again.
      lifecycleRules: [{ description: 'The last ten', maxImageCount: 10 }],
      // All that is in it can be built again, and kept it would stop the next deployment by its name.
      removalPolicy: RemovalPolicy.DESTROY,
      emptyOnDelete: true,
    });
    const { project } = new ImageBuild(this, 'Build', { deployment, source, repository, image: this.uri });
    const { handler } = new ImageStarter(this, 'Starter', { build: project.attrArn });
    new CustomResource(this, 'Image', {
      resourceType: 'Custom::NotebookImage',
      serviceToken: handler.functionArn,
      // Longer than a build, which answers by itself; as long as to wait for one that cannot.
      serviceTimeout: Duration.minutes(BUILD_MINUTES + 10),
      properties: { project: project.ref, image: this.uri },
    });
  }
}
