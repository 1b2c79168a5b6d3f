import { isObject, type JsonObject } from '../../../../packages/iam-proof/index.ts';
import { customerKey } from '../../promise/customer-key.ts';
import { deployerOf, fedStream, LAYERS, type Layer, type Places } from '../../promise/places.ts';
import { tagged } from '../../promise/tags.ts';
import { minutesOf } from '../../watch/turns.ts';
import { valuesAt } from '../../world/members.ts';
import { valuesOf } from '../../world/places.ts';
import { breaking, type Finding } from '../finding.ts';
import { isFilled, objectsIn, ofType } from './settings.ts';

const PROPERTY = 'the templates open what the configuration says, and to whom it says';
const finding = breaking(PROPERTY, 'configuration');

/** One thing that both tell, in whatever order. */
type Fact = readonly [what: string, got: readonly string[], wanted: readonly string[]];

/** Texts that stand at a path of the configuration. */
type Said = (path: string) => string[];

/** The templates against `config/<environment>.json`: a tag and the right that it explains may be wrong together. */
export function configuredFindings(places: Places): Finding[] {
  const { config } = places;
  if (config === undefined) return [];
  const said: Said = (path) => textsAt(config, path);
  return [named, outsiders, cluster, plants, schedules]
    .flatMap((facts) => facts(places, said))
    .filter(([, got, wanted]) => inWords(got) !== inWords(wanted))
    .map(([what, got, wanted]) => finding(what, `got ${inWords(got)}, and the configuration says ${inWords(wanted)}`));
}

function textsAt(value: JsonObject, path: string): string[] {
  return valuesAt(value, path.split('.')).flatMap((each) => (each === null || isObject(each) ? [] : [String(each)]));
}

function inWords(texts: readonly string[]): string {
  return (
    texts
      .filter((each) => each !== '')
      .toSorted()
      .join(', ') || 'none'
  );
}

function named({ app, bucketResource }: Places, said: Said): Fact[] {
  return [
    ['the account', [app.account], said('account')],
    ['the region', [app.region], said('region')],
    ...LAYERS.map(
      (layer): Fact => [
        `the bucket ${layer}`,
        [bucketResource(layer).ref ?? ''],
        said(`buckets.${layer === 'access-logs' ? 'accessLogs' : layer}`),
      ],
    ),
  ];
}

/** Who and what is none of the app: the customer's key, who breaks glass, who deploys, who is told; and what it may cost. */
function outsiders(places: Places, said: Said): Fact[] {
  const key = customerKey(places);
  const isOwn = ofType('AWS::KMS::Key')(places).some(({ arn }) => arn === key);
  const subscribed = ofType('AWS::SNS::Subscription')(places).map(({ properties }) => String(properties.Endpoint));
  const budgets = ofType('AWS::Budgets::Budget')(places).flatMap(({ properties }) =>
    textsAt(properties, 'Budget.BudgetLimit.Amount'),
  );
  const deployer = said('executionRoleArn');
  const keepers = new Set([...said('breakGlassRoleArn'), ...(deployer.length > 0 ? deployer : deployersOf(places))]);
  return [
    ["the customer's key", [isOwn ? 'create' : (key ?? '')], [...said('customerKey'), ...said('customerKey.arn')]],
    ['who is told of alarms', subscribed, said('alarms.subscribers')],
    ['the budget', budgets, said('budget.monthlyUsd')],
    ...(['bronze', 'access-logs'] as const).map(
      (layer): Fact => [
        `who breaks glass, and who deploys, in ${layer}`,
        others(spared(layer, places), places),
        [...keepers],
      ],
    ),
  ];
}

/** Who gets to the cluster, and what of it outlives it. */
function cluster(places: Places, said: Said): Fact[] {
  const ofCluster: Said = (path) => said(`consumption.kubeflow.${path}`);
  const entering = (isAdministrator: boolean): string[] =>
    ofType('AWS::EKS::AccessEntry')(places)
      .filter(({ properties }) => isFilled(properties.AccessPolicies) === isAdministrator)
      .map(({ properties }) => String(properties.PrincipalArn));
  const isThere = ofCluster('enabled').includes('true');
  const zones = ofType('AWS::EC2::Subnet')(places).map(({ properties }) => String(properties.AvailabilityZone));
  // The CDK makes a network in three at most.
  const wanted = said('availabilityZones').slice(0, 3);
  const secrets = ofType('AWS::SecretsManager::Secret')(places).map(({ properties }) => String(properties.Name));
  const passwords = secrets.flatMap((name) => name.split('-kubeflow/password/')[1] ?? []);
  const owners = [...new Set(ofCluster('profiles.owner'))];
  const outside = (arns: readonly string[]): string[] =>
    others(arns, places).filter((arn) => !deployersOf(places).includes(arn));
  const reclaimed = places.app.resources.flatMap(valuesOf).filter(({ place }) => place.endsWith('.reclaimPolicy'));
  return [
    ['who administers the cluster', outside(entering(true)), ofCluster('adminRoleArn')],
    ['who forwards a port of the cluster', outside(entering(false)), ofCluster('access.peopleRoleArn')],
    ['zones of subnets, public and private', zones, isThere ? [...wanted, ...wanted] : []],
    ['whose passwords there are', passwords, ofCluster('access.ingress.host').length > 0 ? [] : owners],
    ['networks of people', networks('AccessEntranceGuard', places), ofCluster('access.ingress.cidrs')],
    [
      'networks of administrators',
      networks('KubeflowClusterControlPlaneSecurityGroup', places),
      ofCluster('access.adminCidrs'),
    ],
    [
      "what becomes of the cluster's volumes",
      reclaimed.map(({ value }) => String(value)),
      isThere ? ['Delete', said('removalPolicy').includes('retain') ? 'Retain' : 'Delete'] : [],
    ],
  ];
}

/** Ranges that a group lets in, by the beginning of its logical id. */
function networks(id: string, { app }: Places): string[] {
  const groups = app.resources.filter(({ source }) => source.includes(`/${id}`));
  const ranges = groups.flatMap(({ properties }) => objectsIn(properties.SecurityGroupIngress));
  return ranges.map(({ CidrIp }) => String(CidrIp)).filter((range) => /^[0-9./]+$/.test(range));
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

/** Roles that are none of the app's. */
function others(arns: readonly string[], { app, path }: Places): string[] {
  const own = app.identities.map(({ arn }) => arn);
  return [...new Set(arns.filter((arn) => !own.includes(arn) && !arn.includes(`:role${path}`)))];
}

/** Roles that the bootstrap made for CloudFormation. */
function deployersOf({ app }: Places): string[] {
  return app.assetBuckets.map((name) => `arn:${app.partition}:iam::${app.account}:role/${deployerOf(name)}`);
}

function plants(places: Places): Fact[] {
  const names = places.plants.map(({ site, profile }) => `${site} ${profile}`);
  const feeders = new Map(
    objectsIn(places.config?.sites).flatMap(({ id, feeders }) =>
      objectsIn(feeders).map((feeder) => [`${id} ${feeder.profile}`, feeder] as const),
    ),
  );
  const each = places.plants.flatMap((plant): Fact[] => {
    const { identity, site, profile } = plant;
    const feeder = feeders.get(`${site} ${profile}`) ?? {};
    const network = [...textsAt(feeder, 'network.cidrs'), ...textsAt(feeder, 'network.vpcEndpoints')];
    const stream = isObject(feeder.stream) ? ['a stream'] : [];
    return [
      [`${identity.name}: switches`, tagged(identity, 'airlock:allow'), textsAt(feeder, 'allow')],
      [`${identity.name}: network`, tagged(identity, 'airlock:network'), network],
      [`${identity.name}: stream`, fedStream(places, plant) === undefined ? [] : ['a stream'], stream],
    ];
  });
  return [['feeders', names, [...feeders.keys()]], ...each];
}

/** Whose times the configuration says, by the beginning of the logical id. */
const SCHEDULES: Readonly<Record<string, string>> = {
  LandingIntakeSweepSchedule: 'intake.sweep',
  PipelineSchedulesNewData: 'transformation.schedule',
  PipelineSchedulesMaintenance: 'transformation.maintenance',
};

/** Turns of the schedule that the pipeline may miss. */
const TURNS = 3;

function schedules(places: Places, said: Said): Fact[] {
  return [
    silence(places, said),
    ...Object.entries(SCHEDULES).flatMap(([id, path]) =>
      places.app.resources.flatMap(({ source, properties: { ScheduleExpression: rate } }): Fact[] =>
        typeof rate === 'string' && source.includes(`/${id}`)
          ? [[`minutes of ${source}`, [String(minutesOf(rate))], said(`${path}.everyMinutes`)]]
          : [],
      ),
    ),
  ];
}

function silence({ app }: Places, said: Said): Fact {
  const alarms = app.resources.filter(({ source }) => source.includes('/PipelineAlarmsSilence'));
  const seconds = alarms.map(
    ({ properties: { Period, EvaluationPeriods } }) => Number(Period) * Number(EvaluationPeriods),
  );
  const isOn = said('transformation.schedule.enabled').includes('true');
  const minutes = said('transformation.schedule.everyMinutes').map((each) => String(TURNS * Number(each)));
  return [
    'minutes until the silence of the pipeline rings',
    seconds.map((each) => String(each / 60)),
    isOn ? minutes : [],
  ];
}
