import { type Deployment, plantCredentials } from '../operate/plant-credentials.ts';
import type { PlantIdentity } from './identity.ts';

/** Every site's feeders, each with its credentials. */
export async function plantIdentities(deployment: Deployment): Promise<PlantIdentity[]> {
  const feeders = deployment.config.sites.flatMap(({ id: site, feeders }) =>
    feeders.map((feeder) => ({ site, feeder })),
  );
  const plants: PlantIdentity[] = [];
  for (const { site, feeder } of feeders) {
    plants.push({ site, feeder, credentials: await plantCredentials(deployment, site, feeder) });
  }
  return plants;
}
