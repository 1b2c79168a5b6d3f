import { aws_iam as iam, aws_sns as sns } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { alarmTopicArn, alarmTopicName, type Deployment } from '../contract/index.ts';

export interface AlarmTopicProps {
  readonly deployment: Deployment;
}

/** The topic to which every alarm of the deployment goes: people and pagers subscribe to it. Only this account's alarms, and roles that may, publish. */
export class AlarmTopic extends Construct {
  readonly topic: sns.Topic;

  constructor(scope: Construct, id: string, { deployment }: AlarmTopicProps) {
    super(scope, id);
    this.topic = new sns.Topic(this, 'Topic', { topicName: alarmTopicName(deployment), enforceSSL: true });
    this.topic.addToResourcePolicy(
      new iam.PolicyStatement({
        sid: 'AlarmsOfThisAccount',
        principals: [new iam.ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': deployment.account } },
      }),
    );
  }

  /** The topic as another stack names it, before or after it exists. */
  static of(scope: Construct, deployment: Deployment & { readonly region: string }): sns.ITopic {
    return sns.Topic.fromTopicArn(scope, 'AlarmTopic', alarmTopicArn(deployment));
  }
}
