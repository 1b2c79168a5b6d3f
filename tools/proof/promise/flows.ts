import { LAYERS, type Layer, type Places } from './places.ts';

/** Places that a role takes data from and puts it to: the only ways that data goes. */
export interface Flow {
  readonly reads: readonly (Layer | 'streams' | 'assets')[];
  readonly writes: readonly Layer[];
}

const NOWHERE: Flow = { reads: [], writes: [] };

/** By the role's name after `<app>-<environment>-`: landing to bronze, bronze to silver, silver to gold, and never back. */
const FLOWS: Readonly<Record<string, Flow>> = {
  'landing-intake': { reads: ['landing'], writes: ['bronze'] },
  'landing-sweep': { reads: ['landing', 'bronze'], writes: [] },
  // Batches that were given up go to silver's quarantine, under Lambda's own prefix.
  'stream-to-bronze': { reads: ['streams', 'silver'], writes: ['bronze', 'silver'] },
  'bronze-to-silver': { reads: ['bronze', 'silver', 'assets'], writes: ['silver'] },
  'silver-to-gold': { reads: ['silver', 'gold', 'assets'], writes: ['gold'] },
  maintenance: { reads: ['silver', 'gold', 'assets'], writes: ['silver', 'gold'] },
  'anything-new': { reads: ['bronze', 'silver'], writes: [] },
  'due-crawls': { reads: ['bronze', 'silver', 'gold'], writes: [] },
  'take-turn': { reads: ['silver'], writes: ['silver'] },
  crawler: { reads: ['bronze', 'silver', 'gold'], writes: [] },
  'gold-reader': { reads: ['gold'], writes: [] },
};

/** Roles that write bronze. */
export const BRONZE_WRITERS = Object.entries(FLOWS)
  .filter(([, { writes }]) => writes.includes('bronze'))
  .map(([name]) => name);

/** The flow of an identity that is no plant's: nowhere, unless it is a role of ours that carries data. */
export function flowOf({ deployment, path }: Places, identity: { readonly name: string; readonly path: string }): Flow {
  const ours = [`${path}pipeline/`, `${path}consumption/`].includes(identity.path);
  const name = identity.name.slice(deployment.length + 1);
  return (ours && identity.name === `${deployment}-${name}` ? FLOWS[name] : undefined) ?? NOWHERE;
}

/** CDK's role that empties a bucket whose data may go with its stack. */
export function isEmptier({ name }: { readonly name: string }): boolean {
  return name.includes('CustomS3AutoDeleteObjects');
}

/** Actions that emptying takes: it lists and deletes, and reads no object. */
export const EMPTYING = ['s3:DeleteObject*', 's3:GetBucket*', 's3:List*', 's3:PutBucketPolicy'];

/** Buckets that code is uploaded to, by the assembly's own word; one that takes data is none. */
export function assetBuckets(places: Places): string[] {
  const taken = LAYERS.map((layer) => places.bucket(layer));
  return places.app.assetBuckets.filter((name) => !taken.some((arn) => arn.endsWith(`:::${name}`)));
}

/** Patterns of the ARNs of a place. */
export function arnsOf(places: Places, place: Layer | 'streams' | 'assets'): string[] {
  const { partition, guarded } = places.app;
  if (place === 'streams') {
    return guarded.filter(({ kind }) => kind === 'stream').flatMap(({ guards }) => guards);
  }
  if (place === 'assets') {
    return assetBuckets(places).flatMap((name) => [`arn:${partition}:s3:::${name}`, `arn:${partition}:s3:::${name}/*`]);
  }
  const bucket = places.bucket(place);
  return [bucket, `${bucket}/*`];
}
