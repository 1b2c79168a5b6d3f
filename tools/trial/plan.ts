import { type Config, streamingSites } from '../../lib/config/config.ts';
import { streamName } from '../../lib/contract/index.ts';
import { type Cloud, cloudEnvironment } from '../../packages/local-cloud/cloud.ts';
import { type Credentials, ownerKeys } from '../operate/aws.ts';
import { python } from '../project/paths.ts';
import { nameOf, openedActions, ownStream, type PlantIdentity, probeFolder } from './identity.ts';

/** Input of `python -m tried` in its own words, which tried/plan.py explains. */
export type Plan = ReturnType<typeof planOf>;

/** Everything that is tried of a deployment, by all of its plants' identities. */
export function planOf(cloud: Cloud, config: Config, plants: readonly PlantIdentity[], run: string) {
  const { AWS_ENDPOINT_URL: endpoint, AWS_CA_BUNDLE: ca } = cloudEnvironment(cloud);
  if (endpoint === undefined || ca === undefined) throw new Error('the local cloud: got no endpoint or no authority');
  return {
    endpoint,
    ca,
    run,
    region: config.region,
    account: config.account,
    notebook: python('notebook'),
    owner: ownerKeys(cloud),
    buckets: config.buckets,
    streams: streamingSites(config).map((site) => streamName(config, site)),
    identities: plants.map((plant) => planned(config, plant, otherOf(plants, plant), run)),
  };
}

function planned(config: Config, plant: PlantIdentity, other: PlantIdentity, run: string) {
  const { site, feeder, credentials } = plant;
  return {
    name: nameOf(plant),
    profile: feeder.profile,
    keys: keysOf(credentials),
    folder: probeFolder(site, feeder.profile, run),
    other_folder: probeFolder(other.site, other.feeder.profile, run),
    stream: ownStream(config, plant),
    opened: openedActions(feeder),
  };
}

/** The AWS SDK adds members of its own to credentials that it was given. */
function keysOf({ accessKeyId, secretAccessKey, sessionToken }: Credentials): Credentials {
  return { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) };
}

function otherOf(plants: readonly PlantIdentity[], plant: PlantIdentity): PlantIdentity {
  const other = plants.find(({ site }) => site !== plant.site);
  if (other === undefined)
    throw new Error(`sites: got ${plant.site} alone, wanted a second one whose prefix can be tried`);
  return other;
}
