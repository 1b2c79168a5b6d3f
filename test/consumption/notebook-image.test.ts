import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { text as textOf } from 'node:stream/consumers';
import { answer, imageRequest } from '../../lambda/notebook-image/request.ts';
import { loadConfig } from '../../lib/config/load-config.ts';
import { ROOT } from '../../tools/project/paths.ts';
import { attempt } from '../../tools/project/run.ts';
import { propertiesOf, readable, synthesize, templateOf } from '../support/stacks.ts';

const config = loadConfig('prod');
const template = templateOf(await synthesize(config), 'kubeflow');
const { kubeflow } = config.consumption;
if (!kubeflow.enabled) throw new Error('prod: got no Kubeflow, wanted one');
const own = { ...kubeflow, notebookImage: { uri: 'registry.example/notebook:1' } };
const withOwn = templateOf(await synthesize({ ...config, consumption: { kubeflow: own } }), 'kubeflow');
const [image] = Object.values(template.findResources('Custom::NotebookImage')).map(({ Properties }) => Properties);

test('an image once put is never another, is scanned, and goes with its repository', () => {
  expect(propertiesOf(template, 'AWS::ECR::Repository', 'NotebookImage')).toMatchObject({
    RepositoryName: 'airlock-prod-notebook-image',
    ImageTagMutability: 'IMMUTABLE',
    ImageScanningConfiguration: { ScanOnPush: true },
    EmptyOnDelete: true,
  });
});

test('the tag is the hash of all that the image is made of', () => {
  const [, hash] = /\/([0-9a-f]{64})\.zip$/.exec(String(readable(project().Source.Location))) ?? [];
  expect(image?.image).toBe(`222222222222.dkr.ecr.us-east-1.amazonaws.com/airlock-prod-notebook-image:${hash}`);
  expect(project().Environment.EnvironmentVariables).toEqual([{ Name: 'IMAGE', Value: image?.image }]);
});

test('CloudFormation waits longer than a build may take', () => {
  expect(Number(image?.ServiceTimeout)).toBeGreaterThan(60 * project().TimeoutInMinutes);
});

test('where an image is named nothing is built', () => {
  for (const type of ['AWS::ECR::Repository', 'AWS::CodeBuild::Project', 'Custom::NotebookImage']) {
    withOwn.resourceCountIs(type, 0);
  }
  withOwn.hasOutput('NotebookImageUri', { Value: 'registry.example/notebook:1' });
});

test('image, demo and tests of the examples have one version of each package', () => {
  const [locked, notebook, examples] = ['image', 'notebook', 'examples'].map(versionsOf);
  const differing = [...(locked ?? [])].filter(([name, version]) =>
    [notebook, examples].some((lock) => (lock?.get(name) ?? version) !== version),
  );
  expect(differing).toEqual([]);
  expect(locked?.get('kfp')).toBe('2.16.1');
  expect(Number(locked?.get('pyarrow')?.split('.')[0])).toBeGreaterThanOrEqual(17);
});

const REQUEST = {
  RequestType: 'Create',
  ResponseURL: 'https://cloudformation.example/answer',
  StackId: 'stack',
  RequestId: 'request',
  LogicalResourceId: 'Image',
  ResourceProperties: { project: 'airlock-prod-notebook-image' },
} as const;

test.each([
  ['1', 'SUCCESS'],
  ['0', 'FAILED'],
])('a build whose status is %s answers %s', async (succeeding, status) => {
  const { url, received, close } = await listening();
  const request = imageRequest.parse(REQUEST);
  const [built, failed] = [answer(request, 'SUCCESS', 'built'), answer(request, 'FAILED', 'not built')];
  const env = { ANSWER_TO: url, ANSWER_BUILT: built, ANSWER_FAILED: failed, CODEBUILD_BUILD_SUCCEEDING: succeeding };
  const done = await attempt('sh', ['-ec', commandsOf('post_build')], { env: { ...process.env, ...env } });
  close();
  expect(done.stderr).toBe('');
  expect(received).toEqual([
    {
      method: 'PUT',
      type: undefined,
      body: {
        Status: status,
        Reason: expect.any(String),
        PhysicalResourceId: 'airlock-prod-notebook-image',
        StackId: 'stack',
        RequestId: 'request',
        LogicalResourceId: 'Image',
      },
    },
  ]);
});

test('the build is words that a shell understands', () => {
  expect(spawnSync('sh', ['-n', '-c', commandsOf('build')]).status).toBe(0);
});

interface Project {
  readonly Source: { readonly Location: unknown };
  readonly Environment: { readonly EnvironmentVariables: unknown };
  readonly TimeoutInMinutes: number;
}

function project(): Project {
  return propertiesOf(template, 'AWS::CodeBuild::Project', 'NotebookImage') as unknown as Project;
}

/** Versions for the image's own Python, 3.12 or newer on Linux. */
function versionsOf(lock: string): ReadonlyMap<string, string> {
  const text = readFileSync(join(ROOT, 'requirements', `${lock}.txt`), 'utf8');
  const lines = [...text.matchAll(/^([a-z0-9-]+)==([^ ]+)(?: ; (.*?))? \\$/gm)];
  const here = lines.filter(([, , , marker = '']) => !marker.includes("< '3.12'"));
  return new Map(here.map(([, name = '', version = '']) => [name, version]));
}

function commandsOf(phase: 'build' | 'post_build'): string {
  const text = readFileSync(join(ROOT, 'lib', 'consumption', 'image', 'buildspec.json'), 'utf8');
  return JSON.parse(text).phases[phase].commands.join('\n');
}

async function listening() {
  const received: { method: string | undefined; type: string | undefined; body: unknown }[] = [];
  const server = createServer(async (request, response) => {
    const body = await textOf(request);
    received.push({ method: request.method, type: request.headers['content-type'], body: JSON.parse(body) });
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return { url: `http://127.0.0.1:${port}/`, received, close: () => server.close() };
}
