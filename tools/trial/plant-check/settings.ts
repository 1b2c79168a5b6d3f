import type { Config, Feeder } from '../../../lib/config/config.ts';
import { goldReaderArn, landingPrefix, plantArn, plantSecretName } from '../../../lib/contract/index.ts';
import { openedActions, ownStream } from '../identity.ts';

/** Settings of extraction/plant_check.py for one site's feeder, in the script's own words; it holds nothing secret. */
export interface PlantCheckSettings {
  readonly site: string;
  readonly feeder: Feeder['profile'];
  readonly identity: string;
  readonly bucket: string;
  readonly region: string;
  readonly stream: string;
  readonly opened: readonly string[];
  readonly 'closed-prefix': readonly string[];
  readonly 'closed-bucket': readonly string[];
  readonly 'closed-stream': readonly string[];
  readonly 'closed-role': readonly string[];
  readonly 'closed-secret': readonly string[];
}

/** The settings that an OT engineer carries to the plant: its own place, and everything else that must be closed to it. */
export function settingsOf(config: Config, site: string, feeder: Feeder): PlantCheckSettings {
  const { landing, ...otherBuckets } = config.buckets;
  const all = config.sites.flatMap(({ id, feeders }) => feeders.map((each) => ({ site: id, feeder: each })));
  const others = all.filter((each) => each.site !== site || each.feeder.profile !== feeder.profile);
  const own = ownStream(config, { site, feeder });
  const streams = all.flatMap((each) => ownStream(config, each) ?? []).filter((stream) => stream !== own);
  const of = (profile: Feeder['profile'], { feeder: each }: { feeder: Feeder }) => each.profile === profile;
  return {
    site,
    feeder: feeder.profile,
    identity: plantArn(config, site, feeder.profile),
    bucket: landing,
    region: config.region,
    stream: own ?? '',
    opened: openedActions(feeder),
    'closed-prefix': others.map((each) => landingPrefix(each.site, each.feeder.profile)),
    'closed-bucket': Object.values(otherBuckets),
    'closed-stream': streams,
    'closed-role': [
      ...others.filter((each) => of('sender', each)).map((each) => plantArn(config, each.site, 'sender')),
      // Of all that reads, its trust alone names the account, to which a plant's identity belongs.
      goldReaderArn(config),
    ],
    'closed-secret': all.filter((each) => of('pi-integrator', each)).map((each) => plantSecretName(config, each.site)),
  };
}
