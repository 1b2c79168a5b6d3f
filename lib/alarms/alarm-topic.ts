import { aws_iam as iam, type aws_kms as kms, aws_sns as sns } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { alarmTopicArn, alarmTopicName, type Deployment } from '../contract/index.ts';
import { TopicSubscribers } from './topic-subscribers.ts';

export interface AlarmTopicProps {
  readonly deployment: Deployment;

  /**
   * Key of the messages.
   *
   * @default - they are not encrypted where they wait
   */
  readonly key?: kms.IKey | undefined;

  /**
   * Who is told, beside those who subscribe themselves.
   *
   * @default - nobody
   */
  readonly subscribers?: readonly string[];

  /**
   * The account's budgets tell the topic, too.
   *
   * @default false
   */
  readonly budgets?: boolean;
}

/** The topic to which every alarm of the deployment goes: people and pagers subscribe to it. Only this account's alarms, and roles that may, publish. */
export class AlarmTopic extends Construct {
  readonly topic: sns.Topic;

  constructor(scope: Construct, id: string, { deployment, key, subscribers = [], budgets = false }: AlarmTopicProps) {
    super(scope, id);
    this.topic = new sns.Topic(this, 'Topic', {
      topicName: alarmTopicName(deployment),
      enforceSSL: true,
      ...(key && { masterKey: key }),
    });
    this.letPublish('AlarmsOfThisAccount', 'cloudwatch.amazonaws.com', deployment);
    if (budgets) this.letPublish('BudgetsOfThisAccount', 'budgets.amazonaws.com', deployment);
    new TopicSubscribers(this, 'Subscribers', { topic: this.topic, endpoints: subscribers });
  }

  private letPublish(sid: string, service: string, { account }: Deployment): void {
    this.topic.addToResourcePolicy(
      new iam.PolicyStatement({
        sid,
        principals: [new iam.ServicePrincipal(service)],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': account } },
      }),
    );
  }

  /** The topic as another stack names it, before or after it exists. */
  static of(scope: Construct, deployment: Deployment): sns.ITopic {
    return sns.Topic.fromTopicArn(scope, 'AlarmTopic', alarmTopicArn(deployment));
  }
}
