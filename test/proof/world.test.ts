import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readAssembly } from '../../packages/iam-proof/index.ts';
import { configurations } from '../../tools/proof/doubt/stacks/configurations.ts';
import { placesIn, templatesOf } from '../../tools/proof/doubt/templates-of.ts';
import { type Places, placesOf } from '../../tools/proof/promise/places.ts';
import { siteFindings } from '../../tools/proof/properties/looked-up/sites.ts';
import { togetherFindings } from '../../tools/proof/properties/looked-up/together.ts';
import { worldFindings } from '../../tools/proof/properties/looked-up/world.ts';
import { WRITTEN } from '../../tools/proof/world/command.ts';
import { renderLines } from '../../tools/proof/world/render.ts';
import { inRegion, twoSitesOfEachProfile, withCustomerKey, withViewsOfEachKind } from '../support/configurations.ts';
import { assemblyFolder } from '../support/synthesis/wanted.ts';
import { assemble } from './assemblies.ts';

const FOLDER = join(import.meta.dirname, '..', '..', 'tools', 'proof', 'promise');

test('what the shipped configurations say and hold is written down (`npm run airlock -- proof world`)', async () => {
  const places: Places[] = [];
  for (const name of configurations().keys()) places.push(placesIn(await assemble(name)));
  for (const [name, listOf] of Object.entries(WRITTEN)) {
    expect(renderLines(listOf(places))).toBe(readFileSync(join(FOLDER, name), 'utf8'));
  }
}, 300_000);

test.each([
  ['views of each kind', withViewsOfEachKind()],
  ['two sites of each profile', twoSitesOfEachProfile()],
  ['a key of its own', withCustomerKey()],
  ['another region, partition and account', inRegion('cn-north-1')],
])(
  'a configuration that is not shipped says nothing else: %s',
  async (_, config) => {
    const places = placesOf(readAssembly(await assemblyFolder({ config })));
    expect([worldFindings(places), togetherFindings(places), siteFindings(places)]).toEqual([[], [], []]);
  },
  120_000,
);

type Properties = Record<string, unknown>;
type Change = (properties: Properties) => void;

/** Type and beginning of the logical id of what is changed, how, and what is said of it. */
const CHANGES: Readonly<Record<string, readonly [type: string, id: string, change: Change, said: RegExp]>> = {
  'a role that is none of the app': [
    'AWS::RolesAnywhere::Profile',
    '',
    (properties) => Object.assign(properties, { RoleArns: ['arn:aws:iam::222222222222:role/other'] }),
    /^chain: .*RoleArns\[\] names arn:aws:iam::222222222222:role\/other/,
  ],
  'a target that is none of the app': [
    'AWS::Scheduler::Schedule',
    '',
    ({ Target }) => Object.assign(Target as Properties, { Arn: 'arn:aws:scheduler:::aws-sdk:s3:copyObject' }),
    /^chain: .*Target.Arn names arn:aws:scheduler:::aws-sdk:s3:copyObject/,
  ],
  'a bucket that anybody may have made': [
    'AWS::Lambda::LayerVersion',
    '',
    (properties) => Object.assign(properties, { Content: { S3Bucket: 'wheels', S3Key: 'layer.zip' } }),
    /^unresolved: .*Content.S3Bucket is "wheels"/,
  ],
  'code that lies where data is put': [
    'AWS::Glue::Job',
    '',
    ({ DefaultArguments }) =>
      Object.assign(DefaultArguments as Properties, { '--conf': 'spark.jars=s3://acme-plant-prod-bronze/x.jar' }),
    /^unresolved: .*--conf is "spark.jars=s3:.*which no reviewed configuration says/,
  ],
  'a property that no shipped configuration has': [
    'AWS::Lambda::Function',
    'LandingIntake',
    ({ Environment }) =>
      Object.assign((Environment as { Variables: Properties }).Variables, { NODE_OPTIONS: '--require ./x' }),
    /^unresolved: .*NODE_OPTIONS is "--require .\/x"/,
  ],
  'a role beside those that break glass and deploy': [
    'AWS::S3::BucketPolicy',
    'Bronze',
    (properties) => {
      const text = JSON.stringify(properties);
      const glass = '"arn:aws:iam::222222222222:role/break-glass"';
      Object.assign(
        properties,
        JSON.parse(
          text.replace(glass, `${glass},${glass.replace('glass', 'doors')},${glass.replace('glass', 'walls')}`),
        ),
      );
    },
    /^chain: .*ArnNotLike.aws:PrincipalArn\[\] names arn:aws:iam::222222222222:role\/break-/,
  ],
  'a value in a text': [
    'AWS::Logs::LogGroup',
    '',
    (properties) => Object.assign(properties, { ResourcePolicyDocument: '{"Rule":{"Effect":"Allow"}}' }),
    /^unresolved: .*ResourcePolicyDocument~.Rule.Effect is "Allow"/,
  ],
};

test.each(Object.entries(CHANGES))('%s is told', async (_, [type, id, change, said]) => {
  const assembly = templatesOf(await assemble('prod'));
  const resources = assembly.stacks.flatMap((stack) => Object.entries(stack.resources));
  const [, resource] = resources.find(([name, each]) => each.type === type && name.startsWith(id)) ?? [];
  change(resource?.properties as Properties);
  const words = [...worldFindings(placesOf(assembly))].map(({ layer, message }) => `${layer}: ${message}`);
  expect(words[0]).toMatch(said);
});
