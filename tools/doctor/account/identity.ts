import { GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts';
import type { Account } from './check.ts';
import { finding, fine, type Result } from './result.ts';

/** A first deployment takes about as long, Kubeflow included. */
const NEEDED_MINUTES = 60;
const SIGN_IN = 'sign in: aws sso login --profile <profile>, then export AWS_PROFILE=<profile>';

/** Who asks, for how long, of which account and region. Where one of these is wrong nothing else is worth a look. */
export async function lookAtIdentity({ config, clients }: Account, now: Date): Promise<readonly Result[]> {
  const name = 'Credentials';
  let arn: string | undefined;
  let account: string | undefined;
  try {
    ({ Arn: arn, Account: account } = await clients.sts.send(new GetCallerIdentityCommand({})));
  } catch (error) {
    const got = error instanceof Error ? error.message.split('\n')[0] : undefined;
    return [finding(name, { got: got ?? 'none', wanted: 'credentials that AWS accepts', fix: SIGN_IN })];
  }
  const results = [sessionResult(`${arn}`, await minutesLeft(clients.sts, now)), accountResult(account, config)];
  return [...results, regionResult(config)];
}

/** Minutes until the credentials expire; undefined where they do not. */
async function minutesLeft(client: STSClient, now: Date): Promise<number | undefined> {
  const { expiration } = await client.config.credentials();
  return expiration === undefined ? undefined : Math.floor((expiration.getTime() - now.getTime()) / 60_000);
}

export function sessionResult(arn: string, minutes: number | undefined): Result {
  const got = minutes === undefined ? arn : `${arn}, for ${minutes} minutes`;
  if (minutes === undefined || minutes >= NEEDED_MINUTES) return fine('Credentials', got);
  return finding('Credentials', {
    got,
    wanted: `a session of ${NEEDED_MINUTES} minutes, as a first deployment takes`,
    fix: SIGN_IN,
  });
}

function accountResult(account: string | undefined, config: Account['config']): Result {
  if (account === config.account) return fine('Account', config.account);
  return finding('Account', {
    got: `${account}`,
    wanted: `${config.account}, as config/${config.environment}.json says`,
    fix: `take a profile of that account, or set "account" in config/${config.environment}.json`,
  });
}

/** The CDK takes the region of the configuration; commands of the AWS CLI that runbooks name take the shell's. */
function regionResult({ region }: Account['config']): Result {
  const { AWS_REGION, AWS_DEFAULT_REGION } = process.env;
  const shell = AWS_REGION ?? AWS_DEFAULT_REGION;
  if (shell === undefined || shell === region) return fine('Region', region);
  return finding('Region', { got: `${shell} in this shell`, wanted: region, fix: `export AWS_REGION=${region}` });
}
