import { aws_sns as sns } from 'aws-cdk-lib';
import { Construct } from 'constructs';

export interface TopicSubscribersProps {
  readonly topic: sns.ITopic;

  /** E-mail addresses, https:// addresses, and ARNs of queues and functions. */
  readonly endpoints: readonly string[];
}

/** Who is told of what a topic hears. An address of mail or of the web says yes first; a queue or function lets the topic in by its own policy. */
export class TopicSubscribers extends Construct {
  constructor(scope: Construct, id: string, { topic, endpoints }: TopicSubscribersProps) {
    super(scope, id);
    for (const endpoint of endpoints) {
      // Its id goes by its address: another order must replace none.
      new sns.Subscription(this, idOf(endpoint), { topic, endpoint, protocol: protocolOf(endpoint) });
    }
  }
}

function protocolOf(endpoint: string): sns.SubscriptionProtocol {
  if (endpoint.startsWith('https://')) return sns.SubscriptionProtocol.HTTPS;
  const [, service] = /^arn:[^:]+:(sqs|lambda):/.exec(endpoint) ?? [];
  if (service === undefined) return sns.SubscriptionProtocol.EMAIL;
  return service === 'sqs' ? sns.SubscriptionProtocol.SQS : sns.SubscriptionProtocol.LAMBDA;
}

/** A construct's id has no slash. */
function idOf(endpoint: string): string {
  return endpoint.replaceAll('/', '|');
}
