import { readAssembly } from '../../packages/iam-proof/index.ts';
import { placesOf } from '../../tools/proof/promise/places.ts';
import { aliveFindings } from '../../tools/proof/properties/looked-up/alive.ts';
import { type Edit, folderOf, twin } from './twins.ts';

const without =
  (owner: string, sid: string): Edit =>
  (statementsOf) => {
    for (const statements of statementsOf(owner)) {
      const at = statements.findIndex(({ Sid }) => Sid === sid);
      if (at >= 0) statements.splice(at, 1);
    }
  };
const misspelt =
  (owner: string, from: string, to: string): Edit =>
  (statementsOf) => {
    for (const statement of statementsOf(owner).flat()) {
      const text = JSON.stringify(statement);
      if (text.includes(from)) Object.assign(statement, JSON.parse(text.replaceAll(from, to)));
    }
  };
const denied: Edit = (statementsOf) => {
  for (const statement of statementsOf('BronzePolicy').flat()) {
    if (statement.Sid !== 'DenyPutByOthers') continue;
    statement.Condition = JSON.parse(
      JSON.stringify(statement.Condition).replaceAll('landing-intake', 'landing-intakes'),
    );
  }
};

test.each<readonly [string, Edit, string]>([
  [
    'a right that is gone',
    without('LandingIntakeRole', 'WriteBronze'),
    's3:PutObject on arn:aws:s3:::acme-plant-prod-bronze/x',
  ],
  [
    'a folder that is misspelt',
    misspelt('CrawlersRole', '/delta/*', '/deltas/*'),
    's3:GetObject on arn:aws:s3:::acme-plant-prod-silver/delta/x',
  ],
  ['a Deny that hits a writer', denied, 's3:PutObject on arn:aws:s3:::acme-plant-prod-bronze/x'],
  [
    'a log that cannot be written',
    without('NotebookImageBuildRole', 'WriteLog'),
    'logs:CreateLogStream on arn:aws:logs:us-east-1:222222222222:log-group:airlock-prod-kubeflow-NotebookImageBuildLog',
  ],
  [
    'code that cannot be read',
    without('MaintenanceRole', 'ReadCode'),
    's3:GetObject on arn:aws:s3:::cdk-hnb659fds-assets-222222222222-us-east-1/',
  ],
])('%s is found: a role cannot do its work', async (_, edit, refused) => {
  const folder = await folderOf('prod');
  expect(aliveFindings(placesOf(readAssembly(folder)))).toEqual([]);
  const messages = aliveFindings(placesOf(twin(folder, edit))).map(({ message }) => message);
  expect(messages).toContainEqual(expect.stringContaining(refused));
});
