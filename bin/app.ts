import { App } from 'aws-cdk-lib';
import { loadConfig } from '../lib/load-config.ts';
import { makeStacks } from '../lib/stacks/airlock-stacks.ts';

const app = new App();
makeStacks(app, loadConfig(app.node.tryGetContext('env')));
