import { readAssembly } from '../../packages/iam-proof/index.ts';
import { placesOf } from '../../tools/proof/promise/places.ts';
import { trustFindings } from '../../tools/proof/properties/looked-up/trust.ts';
import { type Edit, folderOf, type TemplateStatement, twin } from './twins.ts';

/** The trust of a role whose logical id begins with `owner`, for another source under a key. */
const forAnother =
  (owner: string, key: string, source: string): Edit =>
  (statementsOf) => {
    const conditions = statementsOf(owner)
      .flat()
      .flatMap(({ Condition = {} }: TemplateStatement) => Object.values(Condition));
    for (const condition of conditions) if (condition[key] !== undefined) condition[key] = source;
  };

/** The trust of the gold reader in its pods, changed. */
const ofPods =
  (change: (trust: TemplateStatement) => void): Edit =>
  (statementsOf) => {
    for (const statement of statementsOf('GoldReaderRole').flat()) {
      if (JSON.stringify(statement).includes('pods.eks')) change(statement);
    }
  };

async function messagesOf(edit: Edit): Promise<string[]> {
  return trustFindings(placesOf(twin(await folderOf('prod'), edit))).map(({ message }) => message);
}

test('in prod every role is for what uses it', async () => {
  expect(trustFindings(placesOf(readAssembly(await folderOf('prod'))))).toEqual([]);
});

const OF_ACCOUNT = 'us-east-1:222222222222';

test.each([
  [
    'a notebook of another cluster',
    'GoldReaderRole',
    'aws:RequestTag/eks-cluster-arn',
    `arn:aws:eks:${OF_ACCOUNT}:cluster/other`,
  ],
  ['another state machine', 'PipelineRole', 'aws:SourceArn', `arn:aws:states:${OF_ACCOUNT}:stateMachine:other`],
  [
    'another group of schedules',
    'PipelineSchedulesRole',
    'aws:SourceArn',
    `arn:aws:scheduler:${OF_ACCOUNT}:schedule-group/other`,
  ],
  ['any trust anchor', 'eastchemicalsSenderRole', 'aws:SourceArn', 'arn:aws:rolesanywhere:*:*:trust-anchor/*'],
])('a trust for %s is found, and that what uses the role is refused', async (_, owner, key, source) => {
  const messages = await messagesOf(forAnother(owner, key, source));
  expect(messages).toContainEqual(
    expect.stringMatching(new RegExp(`for others: wanted ${key.toLowerCase()} of what uses it`)),
  );
  expect(messages.some((message) => message.startsWith('its trust refuses sts:AssumeRole'))).toBe(
    !source.includes('*'),
  );
});

test.each([
  'aws:SourceAccount',
  'aws:RequestTag/eks-cluster-arn',
  'aws:RequestTag/kubernetes-namespace',
  'aws:RequestTag/kubernetes-service-account',
])('a trust in pods that asks for no %s is found', async (key) => {
  const messages = await messagesOf(ofPods(({ Condition = {} }) => delete Condition.StringEquals?.[key]));
  expect(messages).toEqual([
    `it may be assumed by pods.eks.amazonaws.com for others: wanted ${key.toLowerCase()} of what uses it in this app`,
  ]);
});

test.each(['sts:AssumeRole', 'sts:TagSession'])('a trust in pods that refuses %s is found', async (action) => {
  const messages = await messagesOf(
    ofPods((trust) => Object.assign(trust, { Action: [trust.Action].flat().filter((each) => each !== action) })),
  );
  expect(new Set(messages.map((message) => message.replace(/, for .*/, '')))).toEqual(
    new Set([`its trust refuses ${action} to pods.eks.amazonaws.com`]),
  );
});

test.each([
  ['north-refinery', 'is not called after east-chemicals'],
  ['*', 'is any of many'],
])('a sender by the certificate "%s" is found', async (name, said) => {
  const messages = await messagesOf(forAnother('eastchemicalsSenderRole', 'aws:PrincipalTag/x509Subject/CN', name));
  expect(messages).toContainEqual(expect.stringContaining(said));
});
