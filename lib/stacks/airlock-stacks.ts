import { type App, AspectPriority, Aspects, Tags } from 'aws-cdk-lib';
import { RunbookAlarm } from '../alarms/runbook-alarm.ts';
import { LogSettings } from '../aspects/log-settings.ts';
import { OrganizationBoundary } from '../aspects/organization-boundary.ts';
import { PlantBoundaries } from '../aspects/plant-boundaries.ts';
import { type Config, sitesByStack } from '../config/config.ts';
import { plantPath } from '../contract/index.ts';
import { ConsumptionStack } from './consumption-stack.ts';
import { IngestionStack } from './ingestion-stack.ts';
import { KubeflowStack } from './kubeflow-stack.ts';
import { OperationsStack } from './operations-stack.ts';
import { ReplicaStoreStack } from './replica-store-stack.ts';
import { TransformationSitesStack } from './transformation-sites-stack.ts';
import { TransformationStack } from './transformation-stack.ts';

/**
 * Makes the stacks of one environment. None refers to another's resources: each names what it uses, and follows those that
 * make it: replica store, ingestion, transformation, consumption, Kubeflow, operations.
 */
export function makeStacks(app: App, config: Config): void {
  const name = (stage: string): string => `${config.app}-${config.environment}-${stage}`;
  const props = {
    config,
    env: { account: config.account, region: config.region },
    terminationProtection: config.removalPolicy === 'retain',
    // Of the stacks themselves: what CloudFormation makes beside our resources has them, and costs are told by them.
    tags: config.ownerTags,
  };
  const store = new ReplicaStoreStack(app, name('replica-store'), props);
  const keyed = { ...props, key: store.key };
  const { first, others } = sitesByStack(config);
  const ingestion = new IngestionStack(app, name('ingestion'), { ...keyed, sites: first, isFirst: true });
  const transformation = new TransformationStack(app, name('transformation'), { ...keyed, sites: first });
  for (const [number, sites] of others) {
    const more = new IngestionStack(app, name(`ingestion-${number}`), { ...keyed, sites, isFirst: false });
    more.addStackDependency(ingestion, 'its functions and its queue are named');
    const crawlers = new TransformationSitesStack(app, name(`transformation-${number}`), { ...props, sites });
    crawlers.addStackDependency(transformation, "its crawlers' role and database are named");
  }
  const consumption = new ConsumptionStack(app, name('consumption'), keyed);
  for (const each of [ingestion, transformation, consumption]) each.addStackDependency(store, 'its buckets are named');
  const { kubeflow } = config.consumption;
  if (kubeflow.enabled) {
    const notebooks = new KubeflowStack(app, name('kubeflow'), { ...props, kubeflow });
    notebooks.addStackDependency(consumption, 'its role is named');
  }
  const alarms = app.node.findAll().filter((each) => each instanceof RunbookAlarm);
  new OperationsStack(app, name('operations'), { ...props, alarms: alarms.map((alarm) => alarm.name) });
  const { retentionDays } = config.logs;
  Aspects.of(app).add(new LogSettings({ retentionDays, keyArn: store.key?.keyArn }));
  for (const [key, value] of Object.entries(config.ownerTags)) Tags.of(app).add(key, value);
  bound(app, config);
}

/** An organization's boundary for all but the plants' identities, which keep their own. */
function bound(app: App, config: Config): void {
  const path = plantPath(config);
  const aspects = Aspects.of(app);
  const { permissionsBoundary } = config;
  if (permissionsBoundary !== undefined) {
    aspects.add(new OrganizationBoundary(path, permissionsBoundary), { priority: AspectPriority.MUTATING });
  }
  aspects.add(new PlantBoundaries(path), { priority: AspectPriority.READONLY });
}
