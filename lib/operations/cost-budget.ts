import { aws_budgets as budgets } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { alarmTopicArn, type Deployment } from '../contract/index.ts';

/** Percent of the budget from which somebody is told, of what is spent and of what AWS expects of the whole month. */
const TOLD_FROM = { ACTUAL: 80, FORECASTED: 100 } as const;

export interface CostBudgetProps {
  readonly deployment: Deployment & { readonly region: string };

  /** What the account may cost in a month, in US dollars. */
  readonly monthlyUsd: number;
}

/** A budget of the account by the month, named by CloudFormation, which replaces it where other people are told. Of the whole account: a tag counts nothing until billing was told to look at it. */
export class CostBudget extends Construct {
  constructor(scope: Construct, id: string, { deployment, monthlyUsd }: CostBudgetProps) {
    super(scope, id);
    const subscribers = [{ subscriptionType: 'SNS', address: alarmTopicArn(deployment) }];
    new budgets.CfnBudget(this, 'Resource', {
      budget: {
        budgetType: 'COST',
        timeUnit: 'MONTHLY',
        budgetLimit: { amount: monthlyUsd, unit: 'USD' },
      },
      notificationsWithSubscribers: Object.entries(TOLD_FROM).map(([notificationType, threshold]) => ({
        notification: { notificationType, comparisonOperator: 'GREATER_THAN', thresholdType: 'PERCENTAGE', threshold },
        subscribers,
      })),
    });
  }
}
