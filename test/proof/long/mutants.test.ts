import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { MUTANTS } from '../../../tools/proof/doubt/all.ts';
import { bucketPolicy } from '../../../tools/proof/doubt/edit/find.ts';
import { statements } from '../../../tools/proof/doubt/edit/statements.ts';
import { type Assembly, isObject, type JsonObject } from '../../../tools/proof/doubt/edit/template.ts';
import { type Mutant, mistake } from '../../../tools/proof/doubt/mutant.ts';
import { plant } from '../../../tools/proof/doubt/run.ts';
import { hasFeature } from '../../../tools/proof/doubt/stacks/features.ts';
import { assemble } from '../assemblies.ts';
import { changes, touched } from './changes.ts';

const prod = await assemble('prod');
const local = await assemble('local');
const optional = await Promise.all(
  ['prod, every switch of PI Integrator', 'prod, bound to addresses', 'prod, what a platform team asks for'].map(
    assemble,
  ),
);
const hosts = [prod, local, ...optional];

describe('the mistakes', () => {
  test('are 120 at least, of every layer', () => {
    expect(MUTANTS.length).toBeGreaterThanOrEqual(120);
    expect([...new Set(MUTANTS.map(({ layer }) => layer))].toSorted()).toEqual([
      'boundary',
      'chain',
      'configuration',
      'identity',
      'key',
      'resource',
      'trust',
      'unresolved',
    ]);
  });

  test('have names of their own', () => {
    expect(repeated(MUTANTS.map(({ name }) => name))).toEqual([]);
  });

  test('can all be planted in what is shipped, or in an option of it', () => {
    expect(failures(hosts, MUTANTS)).toEqual([]);
  });

  test.each([prod, local])('can be planted as the app is shipped: $name', (assembly) => {
    const fitting = MUTANTS.filter(({ needs }) => needs === undefined || hasFeature(assembly, needs));
    expect(failures([assembly], fitting)).toEqual([]);
  });

  test('differ from one another, and each changes three resources or sections at most', () => {
    const planted = MUTANTS.map((mutant) => ({ mutant, lines: linesOf(mutant) }));
    const twins = repeated(planted.map(({ lines }) => lines.join('\n')));
    expect(planted.filter(({ lines }) => twins.includes(lines.join('\n'))).map(({ mutant }) => mutant.name)).toEqual(
      [],
    );
    expect(planted.filter(({ lines }) => touched(lines).length > 3).map(({ mutant }) => mutant.name)).toEqual([]);
  });

  test('throw where what they edit is not there', () => {
    const nothing: Assembly = { ...prod, templates: {} };
    const silent = MUTANTS.filter(({ edit }) => {
      try {
        edit(structuredClone(nothing));
        return true;
      } catch {
        return false;
      }
    });
    expect(silent.map(({ name }) => name)).toEqual([]);
  });

  test('throw where they change nothing', () => {
    expect(() => mistake('identity', 'nothing is wrong', () => {}).edit(prod)).toThrow(
      'changed nothing: nothing is wrong',
    );
  });
});

const LANDING = 'arn:aws:s3:::acme-plant-prod-landing';

describe('a mistake changes what its name says', () => {
  test.each([
    [
      'a sender reads its own objects',
      '+ Policies/0/PolicyDocument/Statement/3/Effect "Allow"',
      '+ Policies/0/PolicyDocument/Statement/3/Action "s3:GetObject"',
      `+ Policies/0/PolicyDocument/Statement/3/Resource "${LANDING}/site=east-chemicals/feeder=sender/*"`,
    ],
    [
      'DenyPlantPresigned of landing asks StringEquals where it asked StringNotEquals',
      '- PolicyDocument/Statement/7/Condition/StringNotEquals/s3:authType "REST-HEADER"',
      '+ PolicyDocument/Statement/7/Condition/StringEquals/s3:authType "REST-HEADER"',
    ],
    [
      'DenySenderOverwrite asks of its header the other way round',
      '- PolicyDocument/Statement/3/Condition/Null/s3:if-none-match "true"',
      '+ PolicyDocument/Statement/3/Condition/Null/s3:if-none-match "false"',
    ],
    [
      "landing's policy lets a sender's session read",
      '+ PolicyDocument/Statement/8/Effect "Allow"',
      '+ PolicyDocument/Statement/8/Principal/AWS "arn:aws:sts::222222222222:assumed-role/airlock-prod-sender-east-chemicals/plant"',
      '+ PolicyDocument/Statement/8/Action "s3:GetObject"',
      `+ PolicyDocument/Statement/8/Resource "${LANDING}/*"`,
    ],
    [
      'bronze has a third writer',
      '+ PolicyDocument/Statement/2/Condition/ArnNotLike/aws:PrincipalArn/2 "arn:aws:iam::222222222222:role/airlock/airlock/prod/pipeline/airlock-prod-bronze-to-silver"',
    ],
    [
      'the sweep lists all of bronze',
      '- Policies/0/PolicyDocument/Statement/1/Condition/StringEquals/s3:prefix/0 "_received/"',
      '- Policies/0/PolicyDocument/Statement/1/Condition/StringEquals/s3:prefix/1 "_refused/"',
    ],
    [
      'a sender carries a managed policy of AWS by its name',
      '+ ManagedPolicyArns/0 "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"',
    ],
    ['sessions of a sender last twelve hours', '- MaxSessionDuration 3600', '+ MaxSessionDuration 43200'],
    [
      'landing takes policies that are public',
      '- PublicAccessBlockConfiguration/BlockPublicPolicy true',
      '+ PublicAccessBlockConfiguration/BlockPublicPolicy false',
    ],
  ])('%s', (name, ...lines) => {
    expect(changesOf(name)).toEqual(lines);
  });

  test("a sender's prefix lost its closing slash", () => {
    const added = changesOf("a sender's prefix lost its closing slash").filter((line) => line.startsWith('+'));
    expect(added).toEqual([
      `+ Policies/0/PolicyDocument/Statement/0/Resource "${LANDING}/site=east-chemicals/feeder=sender*"`,
    ]);
  });

  test.each([
    ['landing', 8, 'DenyPlantAllButPut'],
    ['landing', 8, 'DenySenderOverwrite'],
    ['bronze', 4, 'DenyPutByOthers'],
    ['bronze', 4, 'DenyTampering'],
  ] as const)('%s lost one of its %i denies: %s', (layer, before, sid) => {
    const left = deniesOf(plant([prod], named(`${layer} lost its ${sid}`)), layer);
    expect(deniesOf(prod, layer)).toHaveLength(before);
    expect(left).toEqual(deniesOf(prod, layer).filter((each) => each.Sid !== sid));
  });
});

/** Names of the mistakes that cannot be planted, each with the reason. */
function failures(assemblies: readonly Assembly[], mutants: readonly Mutant[]): string[] {
  return mutants.flatMap((mutant) => {
    try {
      plant(assemblies, mutant);
      return [];
    } catch (error) {
      return [`${mutant.name}: ${error}`];
    }
  });
}

function repeated(words: readonly string[]): string[] {
  return words.filter((each, index) => words.indexOf(each) !== index);
}

function named(name: string): Mutant {
  const mutant = MUTANTS.find((each) => each.name === name);
  if (mutant === undefined) throw new Error(`no mistake "${name}"`);
  return mutant;
}

/** Changes of a mistake, each place cut to what comes after the properties of its resource. */
function changesOf(name: string): string[] {
  return linesOf(named(name)).map((line) => line.replace(/ \S+?\/Properties\//, ' '));
}

function deniesOf(assembly: Assembly, layer: 'landing' | 'bronze'): JsonObject[] {
  return statements(bucketPolicy(layer)(assembly).properties.PolicyDocument)
    .filter(isObject)
    .filter(({ Effect }) => Effect === 'Deny');
}

/** Changes of a mistake in the assembly that it is planted in. */
function linesOf(mutant: Mutant): string[] {
  const planted = plant(hosts, mutant);
  return changes(hosts.find(({ name }) => name === planted.name) ?? prod, planted);
}

test('share no code with the checker', () => {
  const folder = join(import.meta.dirname, '..', '..', '..', 'tools', 'proof', 'doubt');
  const judging = ['check.ts', 'command.ts', 'share.ts', 'worker.ts'];
  const edits = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && !judging.includes(name),
  );
  const sharing = edits.filter((name) =>
    [...readFileSync(join(folder, name), 'utf8').matchAll(/from '(\.[^']*)'/g)].some(([, path = '']) => {
      const imported = relative(folder, join(folder, dirname(name), path));
      return imported.startsWith('..') && !imported.includes('/lib/');
    }),
  );
  expect(edits.length).toBeGreaterThan(30);
  expect(sharing).toEqual([]);
});
