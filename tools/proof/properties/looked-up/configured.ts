import { isObject, type Json, type JsonObject, type Resource } from '../../../../packages/iam-proof/index.ts';
import { customerKey } from '../../promise/customer-key.ts';
import { deployerOf, fedStream, LAYERS, type Layer, type Places } from '../../promise/places.ts';
import { tagged } from '../../promise/tags.ts';
import { minutesOf } from '../../watch/turns.ts';
import { valuesOf } from '../../world/places.ts';
import { breaking, type Finding } from '../finding.ts';
import { isFilled, objectsIn, ofType } from './settings.ts';

const PROPERTY = 'the templates open what the configuration says, and to whom it says';

/** One thing that both tell. */
interface Fact {
  readonly what: string;
  readonly got: string;
  readonly wanted: string;
}

/** The templates against `config/<environment>.json`: a tag and the right that it explains may be wrong together. */
export function configuredFindings(places: Places): Finding[] {
  const { config } = places;
  if (config === undefined) return [];
  const facts = [
    ...named(places, config),
    ...outsiders(places, config),
    ...plants(places, config),
    ...schedules(places, config),
  ];
  return facts
    .filter(({ got, wanted }) => got !== wanted)
    .map(({ what, got, wanted }) =>
      breaking(PROPERTY, 'configuration')(what, `got ${got || 'none'}, and the configuration says ${wanted || 'none'}`),
    );
}

function named({ app, bucketResource }: Places, config: JsonObject): Fact[] {
  const ofLayer = (layer: string): Json | undefined =>
    at(config, 'buckets', layer === 'access-logs' ? 'accessLogs' : layer);
  return [
    { what: 'the account', got: app.account, wanted: text(config.account) },
    { what: 'the region', got: app.region, wanted: text(config.region) },
    ...LAYERS.map((layer) => ({
      what: `the bucket ${layer}`,
      got: bucketResource(layer).ref ?? '',
      wanted: text(ofLayer(layer)),
    })),
  ];
}

/** Who and what is none of the app: the customer's key, who breaks glass, who administers the cluster; what outlives it. */
function outsiders(places: Places, config: JsonObject): Fact[] {
  const key = customerKey(places);
  const isOwn = ofType('AWS::KMS::Key')(places).some(({ arn }) => arn === key);
  const said = config.customerKey;
  const entries = ofType('AWS::EKS::AccessEntry')(places);
  const named = (found: readonly Resource[]): string[] => found.map(({ properties }) => text(properties.PrincipalArn));
  const isCluster = at(config, 'consumption', 'kubeflow', 'enabled') === true;
  return [
    {
      what: "the customer's key",
      got: isOwn ? 'create' : (key ?? ''),
      wanted: isObject(said) ? text(said.arn) : text(said),
    },
    ...(['bronze', 'access-logs'] as const).map((layer) => ({
      what: `who breaks glass, and who deploys, in ${layer}`,
      got: outside(spared(layer, places), places),
      wanted: outside([text(config.breakGlassRoleArn), text(config.executionRoleArn)], places),
    })),
    {
      what: 'who administers the cluster',
      got: outside(named(entries.filter(({ properties }) => isFilled(properties.AccessPolicies))), places),
      wanted: isCluster ? text(at(config, 'consumption', 'kubeflow', 'adminRoleArn')) : '',
    },
    {
      what: 'who forwards a port of the cluster',
      got: outside(named(entries.filter(({ properties }) => !isFilled(properties.AccessPolicies))), places),
      wanted: text(at(config, 'consumption', 'kubeflow', 'access', 'peopleRoleArn')),
    },
    {
      what: 'networks of people',
      got: words(networks('AccessEntranceGuard', places)),
      wanted: words(at(config, 'consumption', 'kubeflow', 'access', 'ingress', 'cidrs')),
    },
    {
      what: 'networks of administrators',
      got: words(networks('KubeflowClusterControlPlaneSecurityGroup', places)),
      wanted: words(at(config, 'consumption', 'kubeflow', 'access', 'adminCidrs')),
    },
    {
      what: "what becomes of the cluster's volumes",
      got: words(reclaimed(places)),
      wanted: isCluster ? words(['Delete', config.removalPolicy === 'retain' ? 'Retain' : 'Delete']) : '',
    },
  ];
}

/** Ranges that a group lets in, by the beginning of its logical id. */
function networks(id: string, places: Places): string[] {
  const groups = ofType('AWS::EC2::SecurityGroup')(places).filter(({ source }) => source.includes(`/${id}`));
  const ranges = groups.flatMap(({ properties }) => objectsIn(properties.SecurityGroupIngress));
  return ranges.map(({ CidrIp }) => text(CidrIp)).filter((range) => /^[0-9./]+$/.test(range));
}

/** Of notebooks' volumes, and of the pipelines'. */
function reclaimed({ app }: Places): string[] {
  const values = app.resources.flatMap(valuesOf);
  return values.flatMap(({ place, value }) => (place.endsWith('.reclaimPolicy') ? [String(value)] : []));
}

/** Whom a bucket's Deny statements leave out. */
function spared(layer: Layer, { app, bucket }: Places): string[] {
  return app.guarded
    .filter(({ arn }) => arn === bucket(layer))
    .flatMap(({ policies }) => policies.flatMap(({ statements }) => statements))
    .flatMap(({ conditions }) => conditions)
    .filter(({ key, operator }) => key === 'aws:principalarn' && /^ArnNot/.test(operator))
    .flatMap(({ values }) => values);
}

/** Roles that are neither of the app nor of the bootstrap. */
function outside(arns: readonly string[], { app, path }: Places): string {
  const own = app.identities.map(({ arn }) => arn);
  const deployers = app.assetBuckets.map((name) => `:role/${deployerOf(name)}`);
  const others = arns.filter(
    (arn) =>
      arn !== '' &&
      !own.includes(arn) &&
      !arn.includes(`:role${path}`) &&
      !deployers.some((name) => arn.endsWith(name)),
  );
  return [...new Set(others)].toSorted().join(' ');
}

function plants(places: Places, { sites }: JsonObject): Fact[] {
  const said = objectsIn(sites).flatMap(({ id, feeders }) =>
    objectsIn(feeders).map((feeder) => ({ name: `${text(id)} ${text(feeder.profile)}`, feeder })),
  );
  const names = places.plants.map(({ site, profile }) => `${site} ${profile}`);
  const each = places.plants.flatMap((plant): Fact[] => {
    const { identity, site, profile } = plant;
    const feeder = said.find(({ name }) => name === `${site} ${profile}`)?.feeder ?? {};
    const network = isObject(feeder.network) ? [feeder.network.cidrs ?? [], feeder.network.vpcEndpoints ?? []] : [];
    return [
      {
        what: `${identity.name}: switches`,
        got: words(tagged(identity, 'airlock:allow')),
        wanted: words(feeder.allow),
      },
      { what: `${identity.name}: network`, got: words(tagged(identity, 'airlock:network')), wanted: words(network) },
      {
        what: `${identity.name}: stream`,
        got: fedStream(places, plant) === undefined ? '' : 'a stream',
        wanted: isObject(feeder.stream) ? 'a stream' : '',
      },
    ];
  });
  return [{ what: 'feeders', got: words(names), wanted: words(said.map(({ name }) => name)) }, ...each];
}

/** Whose times the configuration says, by the beginning of the logical id. */
const SCHEDULES: Readonly<Record<string, readonly string[]>> = {
  LandingIntakeSweepSchedule: ['intake', 'sweep', 'everyMinutes'],
  PipelineSchedulesNewData: ['transformation', 'schedule', 'everyMinutes'],
  PipelineSchedulesMaintenance: ['transformation', 'maintenance', 'everyMinutes'],
};

function schedules({ app }: Places, config: JsonObject): Fact[] {
  return Object.entries(SCHEDULES).flatMap(([id, path]) =>
    app.resources
      .filter(({ source }) => source.includes(`/${id}`))
      .flatMap(({ source, properties: { ScheduleExpression: rate } }) =>
        rate === undefined
          ? []
          : [{ what: `minutes of ${source}`, got: String(minutesOf(text(rate))), wanted: String(at(config, ...path)) }],
      ),
  );
}

function at(config: Json | undefined, ...path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>((value, key) => (isObject(value) ? value[key] : undefined), config);
}

function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** Every text in one line, in an order of its own. */
function words(value: Json | undefined): string {
  return [value ?? []].flat(3).map(String).toSorted().join(', ');
}
