import { App, Stack } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Queue } from 'aws-cdk-lib/aws-sqs';

const app = new App();
const stack = new Stack(app, 'reports', { env: { account: '111111111111', region: 'eu-west-1' } });
const bucket = new Bucket(stack, 'Bucket', { bucketName: 'reports', enforceSSL: true });
const queue = new Queue(stack, 'Queue', { queueName: 'orders', enforceSSL: true });
const reader = new Role(stack, 'Reader', { roleName: 'reader', assumedBy: new ServicePrincipal('ec2.amazonaws.com') });
const worker = new Role(stack, 'Worker', {
  roleName: 'worker',
  assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
});

bucket.grantRead(reader);
queue.grantConsumeMessages(worker);
const isFixed = app.node.tryGetContext('fixed') !== undefined;
if (!isFixed) bucket.grantReadWrite(worker);
else letOnlyReaderRead();

function letOnlyReaderRead(): void {
  bucket.grantPut(worker);
  bucket.addToResourcePolicy(
    new PolicyStatement({
      effect: Effect.DENY,
      principals: [new AnyPrincipal()],
      actions: ['s3:GetObject*', 's3:List*'],
      resources: [bucket.bucketArn, bucket.arnForObjects('*')],
      conditions: { ArnNotEquals: { 'aws:PrincipalArn': reader.roleArn } },
    }),
  );
}
