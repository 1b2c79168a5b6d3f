import { setTimeout as sleep } from 'node:timers/promises';
import { InvokeCommand, ListEventSourceMappingsCommand, UpdateEventSourceMappingCommand } from '@aws-sdk/client-lambda';
import { PutObjectCommand, paginateListObjectsV2 } from '@aws-sdk/client-s3';
import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { GetQueueUrlCommand, ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { loadConfig } from '../../lib/config/load-config.ts';
import {
  deadLettersName,
  intakeQueueArn,
  intakeQueueName,
  landingPrefix,
  NOTE_FOLDERS,
  parseNoteKey,
  pipelineName,
  plantSecretName,
} from '../../lib/contract/index.ts';
import { Deployment, MINUTES } from '../support/deployment.ts';

// Both doors as they are deployed, fed by the plants' own keys: what one site does to another at the one queue.
const local = loadConfig('local');
const config = { ...local, intake: { ...local.intake, timeoutSeconds: 20, maxReceives: 2 } };
const [NOISY, QUIET] = ['north-refinery', 'east-chemicals'];
const FLOOD = 400;
const BROKEN = 'no event at all';
let deployment: Deployment;

beforeAll(async () => {
  deployment = await Deployment.begin(config);
  await deployment.deploy(config, ['airlock-local-ingestion']);
  // Taken for a while before it is given up, so that it is sent first and looked for last.
  await deployment.sqs.send(
    new SendMessageCommand({
      QueueUrl: await urlOf(intakeQueueName(config)),
      MessageBody: BROKEN,
      MessageGroupId: NOISY,
    }),
  );
}, 10 * MINUTES);

afterAll(() => deployment.end());

test(
  'one object of a site is in bronze while most of what another site flooded landing with still waits',
  async () => {
    await switchIntake(false);
    const [flood, other] = await Promise.all([NOISY, QUIET].map(putterOf));
    for (let sent = 0; sent < FLOOD; sent += 20) {
      await Promise.all(Array.from({ length: 20 }, (_, index) => flood?.(`flood-${sent + index}.csv`)));
    }
    await switchIntake(true);
    await until(async () => (await notesOn('flood-')).length >= 20);
    await other?.('quiet.csv');
    const quiet = await until(async () => (await notesOn('quiet'))[0]);
    const flooded = (await notesOn('flood-')).map(({ writtenAt }) => writtenAt);
    const left = FLOOD - flooded.filter((at) => at <= quiet.landedAt).length;
    const ahead = flooded.filter((at) => at > quiet.landedAt && at <= quiet.writtenAt).length;
    console.error('MEASURE', { left, ahead, seconds: (quiet.writtenAt - quiet.landedAt) / 1000 });
    expect(left).toBeGreaterThan(FLOOD / 2);
    expect(ahead).toBeLessThan(left / 2);
  },
  10 * MINUTES,
);

test(
  'an object whose event is lost is found by the sweep',
  async () => {
    deployment.loseNextEvent(`${config.buckets.landing}/site=${QUIET}`);
    await (await putterOf(QUIET))('lost.csv');
    await sleep(3000);
    expect(await notesOn('lost')).toEqual([]);
    await deployment.owner.lambda.send(new InvokeCommand({ FunctionName: pipelineName(config, 'landing-sweep') }));
    await until(async () => (await notesOn('lost')).length === 1);
  },
  2 * MINUTES,
);

test(
  'what the intake could not take in lies in the queue that the runbook names',
  async () => {
    const QueueUrl = await urlOf(deadLettersName(config));
    const take = new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 5, MaxNumberOfMessages: 10 });
    const found = await until(async () =>
      (await deployment.sqs.send(take)).Messages?.find(({ Body }) => Body === BROKEN),
    );
    expect(found.Body).toBe(BROKEN);
  },
  10 * MINUTES,
);

/** Puts objects by the key of a site's PI Integrator. */
async function putterOf(site: string): Promise<(name: string) => Promise<unknown>> {
  const SecretId = plantSecretName(config, site);
  const { SecretString = '{}' } = await deployment.owner.secrets.send(new GetSecretValueCommand({ SecretId }));
  const { s3 } = deployment.as(JSON.parse(SecretString));
  const prefix = `${landingPrefix(site, 'pi-integrator')}view=reactor/`;
  const Bucket = config.buckets.landing;
  return (name) => s3.send(new PutObjectCommand({ Bucket, Key: prefix + name, Body: 'Id,TimeStamp\n' }));
}

/** Notes on objects whose name begins so: when each landed, and when the intake had done with it. */
async function notesOn(name: string): Promise<{ landedAt: number; writtenAt: number }[]> {
  const list = { Bucket: config.buckets.bronze, Prefix: NOTE_FOLDERS.received };
  const found: { landedAt: number; writtenAt: number }[] = [];
  for await (const { Contents = [] } of paginateListObjectsV2({ client: deployment.owner.s3 }, list)) {
    for (const { Key = '', LastModified } of Contents) {
      if (!Key.includes(`/view=reactor/${name}`)) continue;
      found.push({ landedAt: Date.parse(parseNoteKey(Key)?.landedAt ?? ''), writtenAt: Number(LastModified) });
    }
  }
  return found;
}

async function switchIntake(Enabled: boolean): Promise<void> {
  const of = new ListEventSourceMappingsCommand({ EventSourceArn: intakeQueueArn(config) });
  const { EventSourceMappings: [mapping] = [] } = await deployment.owner.lambda.send(of);
  await deployment.owner.lambda.send(new UpdateEventSourceMappingCommand({ UUID: mapping?.UUID, Enabled }));
}

async function urlOf(QueueName: string): Promise<string> {
  const { QueueUrl = '' } = await deployment.sqs.send(new GetQueueUrlCommand({ QueueName }));
  return QueueUrl;
}

async function until<T>(what: () => Promise<T>): Promise<NonNullable<T>> {
  for (;;) {
    const found = await what();
    if (found) return found;
    await sleep(100);
  }
}
