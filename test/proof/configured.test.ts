import { type JsonObject, readAssembly } from '../../packages/iam-proof/index.ts';
import { configurations } from '../../tools/proof/doubt/stacks/configurations.ts';
import { type Places, placesOf } from '../../tools/proof/promise/places.ts';
import { configuredFindings } from '../../tools/proof/properties/looked-up/configured.ts';
import { assemblyFolder } from '../support/synthesis/wanted.ts';

/** The configuration as its file has it. */
function written(name: string): JsonObject {
  return JSON.parse(JSON.stringify(configurations().get(name)));
}

async function placesIn(name: string, asked: JsonObject): Promise<Places> {
  const config = configurations().get(name);
  if (config === undefined) throw new Error(`got the configuration ${name}, wanted one of the gate`);
  return { ...placesOf(readAssembly(await assemblyFolder({ config }))), config: asked };
}

test.each([
  'prod',
  'prod, every switch of PI Integrator',
  'prod, bound to an endpoint',
  "prod, under the customer's own key",
  'dev, kept for good',
])('the templates of %s are as it says', async (name) => {
  expect(configuredFindings(await placesIn(name, written(name)))).toEqual([]);
});

const USER = 'airlock-prod-pi-integrator-north-refinery';

test.each([
  [
    'prod, every switch of PI Integrator',
    `${USER}: switches`,
    'got bucket-location, delete-own, list-buckets, list-own-prefix',
  ],
  ['prod, bound to an endpoint', `${USER}: network`, 'got vpce-0123456789abcdef0'],
  ['prod, a stream of PI Integrator', `${USER}: stream`, 'got a stream'],
  ["prod, under the customer's own key", "the customer's key", 'got arn:aws:kms:us-east-1:333333333333:key/'],
  ['prod, both feeders at a site, of which the sender streams', 'feeders', 'got east-chemicals pi-integrator, '],
  ['dev, kept for good', 'the account', 'got 111111111111'],
  ['dev, kept for good', 'the bucket gold', 'got acme-plant-dev-gold'],
  [
    'dev, kept for good',
    'who breaks glass, and who deploys, in access-logs',
    'got arn:aws:iam::111111111111:role/break-glass',
  ],
])('what %s has and the configuration of prod has not is found: %s', async (name, who, got) => {
  const found = configuredFindings(await placesIn(name, written('prod'))).find((each) => each.who === who);
  expect(found?.message).toMatch(new RegExp(`^${got.replaceAll('.', '\\.')}.*and the configuration says `));
});

test('a network of administrators that the configuration does not say is found', async () => {
  const config = JSON.parse(JSON.stringify(written('prod')).replace('10.20.0.0/16', '10.21.0.0/16'));
  const found = configuredFindings(await placesIn('prod', config));
  expect(found.map(({ who, message }) => [who, message])).toEqual([
    ['networks of administrators', 'got 10.20.0.0/16, and the configuration says 10.21.0.0/16'],
  ]);
});

test('another administrator of the cluster is found', async () => {
  const config = JSON.parse(JSON.stringify(written('prod')).replace('role/kubeflow-admin', 'role/other'));
  const found = configuredFindings(await placesIn('prod', config));
  expect(found.map(({ who }) => who)).toEqual(['who administers the cluster']);
});

test('a schedule, an owner, a zone, a budget and somebody to tell of another configuration are found', async () => {
  const { transformation, consumption, alarms, ...config } = JSON.parse(
    JSON.stringify(written('prod'))
      .replaceAll('us-east-1a', 'us-east-1f')
      .replaceAll(/"owner":"[^"]*"/g, '"owner":"jo@acme.example"'),
  );
  const asked = {
    ...config,
    consumption,
    alarms: { ...alarms, subscribers: ['jo@acme.example'] },
    budget: { monthlyUsd: 5 },
    transformation: { ...transformation, schedule: { ...transformation.schedule, enabled: false } },
  };
  const found = configuredFindings(await placesIn('prod', asked));
  expect(found.map(({ who }) => who).toSorted()).toEqual([
    'minutes until the silence of the pipeline rings',
    'the budget',
    'who is told of alarms',
    'whose passwords there are',
    'zones of subnets, public and private',
  ]);
});
