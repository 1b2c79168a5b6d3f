import { paginateListSubscriptionsByTopic, type Subscription } from '@aws-sdk/client-sns';
import { alarmTopicArn } from '../../../lib/contract/index.ts';
import type { Account, Check } from './check.ts';
import { finding, fine, isMissing } from './result.ts';

const NAME = 'Subscribers of the alarms';

/** Whether an alarm reaches somebody: whoever is subscribed by an address hears nothing until it has said yes. */
export const SUBSCRIBERS: Check = {
  name: NAME,
  look: async (account) => {
    const all = await subscriptionsOf(account);
    if (all === undefined) return [fine(NAME, 'none yet: the topic comes with the deployment')];
    const heard = all.filter(({ SubscriptionArn = '' }) => SubscriptionArn.startsWith('arn:'));
    const asked = all.filter(({ SubscriptionArn }) => SubscriptionArn === 'PendingConfirmation');
    const pending = asked.map(({ Endpoint }) => Endpoint).join(', ');
    const waiting = asked.length === 0 ? '' : `; asked, and not confirmed: ${pending}`;
    if (heard.length > 0) return [fine(NAME, `${heard.length} confirmed${waiting}`)];
    return [
      finding(NAME, {
        got: `nobody${waiting}`,
        wanted: 'somebody who has confirmed',
        fix: asked.length === 0 ? toName(account.config) : toAskAgain(account.config, asked),
      }),
    ];
  },
};

/** Undefined where there is no topic. */
async function subscriptionsOf({ clients, config }: Account): Promise<Subscription[] | undefined> {
  const all: Subscription[] = [];
  try {
    const pages = paginateListSubscriptionsByTopic({ client: clients.sns }, { TopicArn: alarmTopicArn(config) });
    for await (const { Subscriptions = [] } of pages) all.push(...Subscriptions);
  } catch (error) {
    if (isMissing(error, 'NotFoundException', 'NotFound')) return undefined;
    throw error;
  }
  return all;
}

function toName({ environment }: Account['config']): string {
  return `name who is told in alarms.subscribers of config/${environment}.json, and deploy`;
}

/** A question that was not answered within two days is answered no more. */
function toAskAgain(config: Account['config'], [first]: readonly Subscription[]): string {
  return `confirm by the link that AWS sent; to ask once more: aws sns subscribe --topic-arn ${alarmTopicArn(config)} --protocol ${first?.Protocol} --notification-endpoint ${first?.Endpoint}`;
}
