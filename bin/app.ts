import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, NIST80053R5Checks } from 'cdk-nag';
import { ExplainedChecks } from '../lib/aspects/explained-checks.ts';
import { loadConfig } from '../lib/config/load-config.ts';
import { makeStacks } from '../lib/stacks/airlock-stacks.ts';

const app = new App();
for (const pack of [new AwsSolutionsChecks(app), new NIST80053R5Checks(app)]) {
  Validations.of(app).addPlugins(new ExplainedChecks(app, pack));
}
makeStacks(app, loadConfig(app.node.tryGetContext('env')));
