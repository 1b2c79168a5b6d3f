import type { aws_kms as kms } from 'aws-cdk-lib';
import type { Config, Feeder } from '../config/config.ts';
import { type PlantException, plantArn, streamArn } from '../contract/index.ts';
import { INTEGRATOR_SWITCHES, type IntegratorSwitch } from './integrator-switches.ts';
import { elsewhere } from './plant-network.ts';
import type { PlantGrant } from './plant-policy.ts';

/** Rights of the feeder of a site by its configuration, and by the customer's key where there is one. */
export function grantOf(config: Config, site: string, feeder: Feeder, key?: kms.IKey): PlantGrant {
  return {
    site,
    allow: feeder.profile === 'pi-integrator' ? feeder.allow : [],
    network: feeder.network,
    ...(feeder.stream !== null && {
      streamArn: streamArn(config, site),
      ...(key && { streamKey: { key, region: config.region } }),
    }),
  };
}

/** The identities that the landing bucket's policy must not treat as all others. */
export function plantExceptions(config: Config): PlantException[] {
  const all = config.sites.flatMap(({ id: site, feeders }) =>
    feeders.map((feeder): PlantException => {
      const { allow, network } = grantOf(config, site, feeder);
      return {
        principalArn: plantArn(config, site, feeder.profile),
        actions: allow.map((name) => INTEGRATOR_SWITCHES[name]).flatMap(onLanding),
        ...(network !== null && { elsewhere: elsewhere(network) }),
      };
    }),
  );
  return all.filter((each) => each.actions.length > 0 || each.elsewhere !== undefined);
}

/** Actions that ask a bucket's policy: one that is about all buckets never does. */
function onLanding({ scope, actions }: IntegratorSwitch): readonly string[] {
  return scope === 'all-buckets' ? [] : actions;
}
