import { type App, Tags } from 'aws-cdk-lib';
import { RunbookAlarm } from '../alarms/runbook-alarm.ts';
import type { Config } from '../config/config.ts';
import { ConsumptionStack } from './consumption-stack.ts';
import { IngestionStack } from './ingestion-stack.ts';
import { KubeflowStack } from './kubeflow-stack.ts';
import { OperationsStack } from './operations-stack.ts';
import { ReplicaStoreStack } from './replica-store-stack.ts';
import { TransformationStack } from './transformation-stack.ts';

/** Makes the stacks of one environment. References go one way: replica store, ingestion, transformation, consumption, Kubeflow, operations. */
export function makeStacks(app: App, config: Config): void {
  const name = (stage: string): string => `${config.app}-${config.environment}-${stage}`;
  const props = {
    config,
    env: { account: config.account, region: config.region },
    terminationProtection: config.removalPolicy === 'retain',
  };
  const store = new ReplicaStoreStack(app, name('replica-store'), props);
  const { landing, bronze, silver, gold } = store;
  new IngestionStack(app, name('ingestion'), { ...props, landing, bronze, silver });
  new TransformationStack(app, name('transformation'), { ...props, bronze, silver, gold });
  const { goldReader } = new ConsumptionStack(app, name('consumption'), { ...props, gold });
  const { kubeflow } = config.consumption;
  if (kubeflow.enabled) new KubeflowStack(app, name('kubeflow'), { ...props, kubeflow, goldReader });
  const alarms = app.node.findAll().filter((each) => each instanceof RunbookAlarm);
  new OperationsStack(app, name('operations'), { ...props, alarms: alarms.map((alarm) => alarm.name) });
  for (const [key, value] of Object.entries(config.ownerTags)) Tags.of(app).add(key, value);
}
