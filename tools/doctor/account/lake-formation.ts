import { type DataLakeSettings, GetDataLakeSettingsCommand } from '@aws-sdk/client-lakeformation';
import { catalogueName, pipelineRoleArn } from '../../../lib/contract/index.ts';
import type { Account, Check } from './check.ts';
import { finding, fine } from './result.ts';

const BY_IAM = 'IAM_ALLOWED_PRINCIPALS';

/** Whether IAM alone decides about new databases and tables: crawlers have rights by IAM, and no grants. */
export const LAKE_FORMATION: Check = {
  name: 'Lake Formation',
  look: async ({ clients, config }: Account) => {
    const { DataLakeSettings: settings } = await clients.lakeFormation.send(new GetDataLakeSettingsCommand({}));
    const closed = [
      ...(leavesToIam(settings?.CreateDatabaseDefaultPermissions) ? [] : ['databases']),
      ...(leavesToIam(settings?.CreateTableDefaultPermissions) ? [] : ['tables']),
    ];
    if (closed.length === 0) return [fine('Lake Formation', 'IAM decides about new databases and tables')];
    return [
      finding('Lake Formation', {
        got: `grants decide about new ${closed.join(' and ')}`,
        wanted: `${BY_IAM} with ALL as the default, or grants for the crawlers`,
        fix: grant(config),
      }),
    ];
  },
};

function leavesToIam(permissions: DataLakeSettings['CreateTableDefaultPermissions'] = []): boolean {
  return permissions.some(
    ({ Principal, Permissions = [] }) =>
      Principal?.DataLakePrincipalIdentifier === BY_IAM && Permissions.some((each) => each === 'ALL'),
  );
}

/** After the first deployment, since the role and the database come with it. */
function grant(config: Account['config']): string {
  const database = JSON.stringify({ Database: { Name: catalogueName(config) } });
  return `after the first deployment: aws lakeformation grant-permissions --principal DataLakePrincipalIdentifier=${pipelineRoleArn(config, 'crawler')} --permissions CREATE_TABLE ALTER DESCRIBE --resource '${database}'`;
}
