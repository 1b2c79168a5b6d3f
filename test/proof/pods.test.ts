import { readAssembly } from '../../packages/iam-proof/index.ts';
import { placesOf } from '../../tools/proof/promise/places.ts';
import { podFindings } from '../../tools/proof/properties/looked-up/pods.ts';
import { type Edit, folderOf, type TemplateStatement, twin } from './twins.ts';

/** The trust of the gold reader in its pods, changed. */
const changed =
  (change: (trust: TemplateStatement) => void): Edit =>
  (statementsOf) => {
    for (const statement of statementsOf('GoldReaderRole').flat()) {
      if (JSON.stringify(statement).includes('pods.eks')) change(statement);
    }
  };

async function messagesOf(edit: Edit): Promise<string[]> {
  return podFindings(placesOf(twin(await folderOf('prod'), edit))).map(({ message }) => message);
}

test('in prod every role of pods is for its own', async () => {
  expect(podFindings(placesOf(readAssembly(await folderOf('prod'))))).toEqual([]);
});

test.each([
  'aws:SourceAccount',
  'aws:RequestTag/eks-cluster-arn',
  'aws:RequestTag/kubernetes-namespace',
  'aws:RequestTag/kubernetes-service-account',
])('a trust that asks for no %s is found', async (key) => {
  const messages = await messagesOf(changed(({ Condition = {} }) => delete Condition.StringEquals?.[key]));
  expect(messages).toEqual([`the trust of airlock-prod-gold-reader takes any ${key.toLowerCase()}`]);
});

test.each(['sts:AssumeRole', 'sts:TagSession'])('a trust that refuses %s is found', async (action) => {
  const messages = await messagesOf(
    changed((trust) => Object.assign(trust, { Action: [trust.Action].flat().filter((each) => each !== action) })),
  );
  expect(messages).toEqual([`the trust of airlock-prod-gold-reader refuses ${action} to its pods`]);
});
