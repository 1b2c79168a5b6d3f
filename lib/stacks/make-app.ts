import { App, type AppProps } from 'aws-cdk-lib';
import cdkJson from '../../cdk.json' with { type: 'json' };
import type { Config } from '../config/config.ts';
import { makeStacks } from './airlock-stacks.ts';

/**
 * The app of a configuration with the feature flags of cdk.json, its stacks made: for whoever synthesizes without the
 * CDK CLI. Assets are not staged: no template depends on what is in one, and those of the kubectl function are 60 MB.
 */
export function makeApp(config: Config, props: AppProps = {}): App {
  const context = { ...cdkJson.context, 'aws:cdk:disable-asset-staging': true, ...props.context };
  const app = new App({ analyticsReporting: false, ...props, context });
  makeStacks(app, config);
  return app;
}
