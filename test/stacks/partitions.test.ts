import { RegionInfo } from 'aws-cdk-lib/region-info';
import { partitionOf } from '../../lib/contract/index.ts';
import { partitionOf as partitionOfProof } from '../../packages/iam-proof/assembly/partition.ts';
import { inRegion } from '../support/configurations.ts';
import { synthesize } from '../support/stacks.ts';

const REGIONS = RegionInfo.regions.map(({ name, partition }) => [name, partition] as const);

test('each region lies in the partition that the CDK knows', () => {
  expect(REGIONS.length).toBeGreaterThan(30);
  expect(REGIONS.map(([name]) => [name, partitionOf(name)])).toEqual(REGIONS);
  expect(REGIONS.map(([name]) => [name, partitionOfProof(name)])).toEqual(REGIONS);
});

test.each([
  ['us-gov-west-1', 'aws-us-gov'],
  ['cn-north-1', 'aws-cn'],
])('in %s no template names an ARN of another partition than %s', async (region, partition) => {
  const config = inRegion(region);
  // Each site in a stack of its own: what a further stack names of the first is a text.
  const sites = config.sites.map((site, index) => ({ ...site, stack: index + 1 }));
  const templates = await synthesize({ ...config, sites });
  const named = Object.values(templates).flatMap((each) => JSON.stringify(each.toJSON()).match(/\barn:aws[a-z-]*:/g));
  expect(named.length).toBeGreaterThan(100);
  expect([...new Set(named)]).toEqual([`arn:${partition}:`]);
});
