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
])('a trust for %s of the account is found', async (_, owner, key, source) => {
  const folder = await folderOf('prod');
  expect(trustFindings(placesOf(readAssembly(folder)))).toEqual([]);
  const messages = trustFindings(placesOf(twin(folder, forAnother(owner, key, source)))).map(({ message }) => message);
  expect(messages).toEqual([expect.stringContaining(`for other sources: wanted ${key}`)]);
});
