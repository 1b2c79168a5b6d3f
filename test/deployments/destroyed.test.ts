import { ListBucketsCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import type { Config } from '../../lib/config/config.ts';
import { loadConfig, parseConfig } from '../../lib/config/load-config.ts';
import { Deployment, MINUTES } from '../support/deployment.ts';

// CloudFormation cuts the name of the role that empties the buckets, whatever the environment is called.
const local = loadConfig('local');
let deployment: Deployment;

beforeAll(async () => {
  deployment = await Deployment.begin(local);
}, 10 * MINUTES);

afterAll(() => deployment.end());

test.each(['uat', 'playground', 'mirror-of-plants'])(
  'an environment that is called %s is destroyed with all that its buckets hold',
  async (environment) => {
    const config = called(environment);
    const stack = `${config.app}-${environment}-replica-store`;
    await deployment.deploy(config, [stack, '--exclusively']);
    for (const Bucket of [config.buckets.landing, config.buckets.bronze, config.buckets.silver, config.buckets.gold]) {
      const object = { Bucket, Key: 'site=x/feeder=sender/view=y/a.csv', Body: 'a' };
      for (let version = 0; version < 2; version += 1) await deployment.owner.s3.send(new PutObjectCommand(object));
    }
    await deployment.destroy(config, stack);
    const { Buckets = [] } = await deployment.owner.s3.send(new ListBucketsCommand({}));
    expect(Buckets.map(({ Name }) => Name).filter((name) => name?.includes(environment))).toEqual([]);
  },
  5 * MINUTES,
);

function called(environment: string): Config {
  const buckets = Object.fromEntries(
    Object.entries(local.buckets).map(([layer, name]) => [layer, `${name}-${environment}`]),
  );
  return parseConfig({ ...local, environment, buckets }, `local, called ${environment}`);
}
