import {
  type App,
  type Assembly,
  buildApp,
  CannotTell,
  type Identity,
  isObject,
  type Json,
  type JsonObject,
  listAt,
  type Resource,
} from '../../../packages/iam-proof/index.ts';

/** Buckets in which data lies, by their tag `airlock:layer`. */
export const LAYERS = ['landing', 'bronze', 'silver', 'gold', 'access-logs'] as const;

/** A bucket of the deployment by what it is for. */
export type Layer = (typeof LAYERS)[number];

/** A plant's identity, called `<app>-<environment>-<profile>-<site>` below its path. */
export interface Plant {
  readonly identity: Identity;
  readonly profile: 'sender' | 'pi-integrator';
  readonly site: string;
}

/** The deployment's buckets, plants and roles by what they are for. */
export interface Places {
  readonly app: App;
  /** `<app>-<environment>`, which every name begins with. */
  readonly deployment: string;
  readonly environment: string;
  /** `/airlock/<app>/<environment>/`, which every path of ours begins with. */
  readonly path: string;
  readonly plants: readonly Plant[];
  /** Identities that are no plant's. */
  readonly others: readonly Identity[];
  /** ARN of the bucket of a layer. */
  readonly bucket: (layer: Layer) => string;
  readonly bucketResource: (layer: Layer) => Resource;
  /** What is written for the environment; absent where there is no such file. */
  readonly config?: JsonObject;
}

const PLANT_PATH = /^\/airlock\/([^/]+)\/([^/]+)\/plant\/$/;

/** Custom resources of ours that carry no policy and open no way to data. */
const PLAIN_TYPES = ['Custom::NotebookImage', 'Custom::PiIntegratorKeys'];

/**
 * Finds in an assembly what the promise speaks of.
 *
 * @throws CannotTell at the first thing that is not understood, where a bucket is missing, or an identity below a plant's path is not called after a site.
 */
export function placesOf(assembly: Assembly): Places {
  const app = buildApp(assembly, PLAIN_TYPES);
  const buckets = new Map(LAYERS.map((layer) => [layer, bucketOf(app, layer)]));
  const bucketResource = (layer: Layer): Resource => {
    const found = buckets.get(layer);
    if (found === undefined)
      throw new CannotTell('the assembly', `got no bucket with the tag airlock:layer=${layer}, wanted one`);
    return found;
  };
  const plants = app.identities.flatMap(plantOf);
  const [first] = plants;
  const [, name, environment] = PLANT_PATH.exec(first?.identity.path ?? '') ?? [];
  if (name === undefined)
    throw new CannotTell(
      'the assembly',
      'got no identity below /airlock/<app>/<environment>/plant/, wanted one a feeder',
    );
  return {
    app,
    deployment: `${name}-${environment}`,
    environment: environment ?? '',
    path: `/airlock/${name}/${environment}/`,
    plants,
    others: app.identities.filter(({ path }) => !PLANT_PATH.test(path)),
    bucketResource,
    bucket: (layer) => bucketResource(layer).arn ?? '',
  };
}

function plantOf(identity: Identity): Plant[] {
  const [, app, environment] = PLANT_PATH.exec(identity.path) ?? [];
  if (app === undefined) return [];
  const prefix = `${app}-${environment}-`;
  const profile = (['sender', 'pi-integrator'] as const).find((each) => identity.name.startsWith(`${prefix}${each}-`));
  const site = identity.name.slice(`${prefix}${profile}-`.length);
  if (profile === undefined || !/^[a-z0-9-]{3,32}$/.test(site)) {
    throw new CannotTell(
      identity.source,
      `got ${identity.name} below a plant's path, wanted ${prefix}<profile>-<site>`,
    );
  }
  return [{ identity, profile, site }];
}

function bucketOf({ resources }: App, layer: Layer): Resource | undefined {
  const found = resources.filter((each) => each.type === 'AWS::S3::Bucket' && tagOf(each, 'airlock:layer') === layer);
  if (found.length > 1)
    throw new CannotTell(
      found.map(({ source }) => source).join(', '),
      `got ${found.length} buckets of the layer ${layer}, wanted one`,
    );
  return found[0];
}

/** Prefix, with its closing slash, of all that a site's feeder may write. */
export function ownPrefix({ site, profile }: Plant): string {
  return `site=${site}/feeder=${profile}/`;
}

/** ARN of the stream that a plant puts into, undefined where it streams nothing: the stream says whose records it takes. */
export function fedStream(places: Places, plant: Pick<Plant, 'site' | 'profile'>): string | undefined {
  const own = ownStream(places, plant);
  const stream = places.app.resources.find(({ type, arn }) => type === 'AWS::Kinesis::Stream' && arn === own);
  return stream !== undefined && tagOf(stream, 'airlock:feeder') === plant.profile ? own : undefined;
}

function tagOf({ properties: { Tags }, source }: Resource, key: string): Json | undefined {
  return listAt(Tags, source)
    .filter(isObject)
    .find(({ Key }) => Key === key)?.Value;
}

/** ARN of a site's stream. */
export function ownStream(places: Places, { site }: Pick<Plant, 'site'>): string {
  return regional(places, 'kinesis', `stream/${places.deployment}-${site}`);
}

/** ARN of what a service has in the deployment's account and region. */
export function regional({ app }: Places, service: string, rest: string): string {
  return `arn:${app.partition}:${service}:${app.region}:${app.account}:${rest}`;
}

/** ARN that `aws:PrincipalArn` holds when a role of the pipeline acts. */
export function pipelineRole({ app, deployment, path }: Places, name: string): string {
  return `arn:${app.partition}:iam::${app.account}:role${path}pipeline/${deployment}-${name}`;
}

/** Name of the role that CloudFormation works under, by that of the bucket that the same bootstrap made. */
export function deployerOf(assets: string): string {
  return assets.replace('-assets-', '-cfn-exec-role-');
}

/** Buckets that code is uploaded to, by the assembly's own word; one that takes data is none. */
export function assetBuckets({ app, bucket }: Places): string[] {
  const taken = LAYERS.map(bucket);
  return app.assetBuckets.filter((name) => !taken.some((arn) => arn.endsWith(`:::${name}`)));
}
