import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CliCredentialsStackSynthesizer, DefaultStackSynthesizer } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { EnvironmentPlaceholders } from 'aws-cdk-lib/cx-api';
import type { Config } from '../../lib/config/config.ts';
import { loadConfig } from '../../lib/config/load-config.ts';
import { makeApp } from '../../lib/stacks/make-app.ts';
import { inRegion } from '../support/configurations.ts';
import { propertiesOf, synthesize, templateOf } from '../support/stacks.ts';

const config = loadConfig('local');
const outdir = mkdtempSync(join(tmpdir(), 'airlock-synthesizer-'));
afterAll(() => rmSync(outdir, { recursive: true }));

/** Those that may change bronze's rules. */
function keepersOf(store: Template): string[] {
  const { PolicyDocument } = propertiesOf(store, 'AWS::S3::BucketPolicy', 'Bronze');
  const statements: { Sid?: string; Condition: Record<string, Record<string, string[]>> }[] =
    Object(PolicyDocument).Statement;
  const deny = statements.find(({ Sid }) => Sid === 'DenyTampering');
  return deny?.Condition.ArnNotLike?.['aws:PrincipalArn'] ?? [];
}

function keepersBy(synthesizer: DefaultStackSynthesizer | CliCredentialsStackSynthesizer, other: Config): string[] {
  const app = makeApp(other, { outdir, defaultStackSynthesizer: synthesizer });
  const stacks = app.synth().stacks.filter(({ id }) => id.endsWith('-replica-store'));
  return keepersOf(Template.fromJSON(stacks[0]?.template));
}

test.each([
  ['us-east-1', 'aws'],
  ['us-gov-west-1', 'aws-us-gov'],
])('in %s the role of another bootstrap may change the rules of bronze', async (region, partition) => {
  const context = { '@aws-cdk/core:bootstrapQualifier': 'acmeplat' };
  const store = templateOf(await synthesize(inRegion(region), context), 'replica-store');
  expect(keepersOf(store)).toContain(
    `arn:${partition}:iam::000000000000:role/cdk-acmeplat-cfn-exec-role-000000000000-${region}`,
  );
  expect(JSON.stringify(store.toJSON())).not.toContain('hnb659fds');
});

test("the role of a synthesizer's own may change the rules of bronze", () => {
  const cloudFormationExecutionRole = `arn:${EnvironmentPlaceholders.CURRENT_PARTITION}:iam::000000000000:role/platform-deployer`;
  const synthesizer = new DefaultStackSynthesizer({ cloudFormationExecutionRole });
  expect(keepersBy(synthesizer, config)).toContain('arn:aws:iam::000000000000:role/platform-deployer');
});

test('a role that the configuration names may change the rules of bronze in place of the bootstrap', () => {
  const executionRoleArn = 'arn:aws:iam::000000000000:role/pipelines/deployer';
  const [first, ...others] = keepersBy(new CliCredentialsStackSynthesizer(), { ...config, executionRoleArn });
  expect(first).toBe(executionRoleArn);
  expect(others.join()).not.toContain('cfn-exec-role');
});

test('where a synthesizer names no role, the configuration must', () => {
  expect(() => keepersBy(new CliCredentialsStackSynthesizer(), config)).toThrow(
    "executionRoleArn: got nothing, wanted the ARN of the role that deploys, since the stacks' synthesizer (CliCredentialsStackSynthesizer) names none",
  );
});
