import type { Config, Feeder } from '../../lib/config/config.ts';
import { landingPrefix, PROBE_VIEW, streamName } from '../../lib/contract/index.ts';
import { INTEGRATOR_SWITCHES } from '../../lib/extraction/integrator-switches.ts';
import type { Credentials } from '../operate/aws.ts';

/** A site's feeder with its airlock credentials. */
export interface PlantIdentity {
  readonly site: string;
  readonly feeder: Feeder;
  readonly credentials: Credentials;
}

/** Requests that a PI Integrator must make about its own stream, as documented by its maker. */
const FIND_STREAM = ['kinesis:DescribeStream', 'kinesis:ListStreams'];

export function nameOf({ site, feeder }: Omit<PlantIdentity, 'credentials'>): string {
  return `${feeder.profile} of ${site}`;
}

/** Folder of an identity's probes: the intake takes none of them for data. */
export function probeFolder(site: string, profile: string, run: string): string {
  return `${landingPrefix(site, profile)}view=${PROBE_VIEW}/run=${run}/`;
}

/** The stream that a feeder may put records into. */
export function ownStream(config: Config, { site, feeder }: Omit<PlantIdentity, 'credentials'>): string | null {
  return feeder.stream === null ? null : streamName(config, site);
}

/** Actions that read and that the configuration opens on purpose. */
export function openedActions(feeder: Feeder): string[] {
  if (feeder.profile === 'sender') return [];
  const switched = feeder.allow.flatMap((name) => INTEGRATOR_SWITCHES[name].actions);
  return feeder.stream === null ? switched : [...switched, ...FIND_STREAM];
}
