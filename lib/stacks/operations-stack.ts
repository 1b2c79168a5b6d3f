import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Config } from '../config/config.ts';
import { CostBudget } from '../operations/cost-budget.ts';
import { Dashboard } from '../operations/dashboard.ts';

export interface OperationsStackProps extends StackProps {
  readonly config: Config;

  /** Every alarm of the other stacks, by its name. */
  readonly alarms: readonly string[];
}

/** The dashboard for people, and the budget. Nothing depends on it, and it names what it shows instead of referring to it. */
export class OperationsStack extends Stack {
  constructor(scope: Construct, id: string, { config, alarms, ...props }: OperationsStackProps) {
    super(scope, id, props);
    new Dashboard(this, 'Overview', { config, alarms });
    if (config.budget !== null) new CostBudget(this, 'Budget', { deployment: config, ...config.budget });
  }
}
