import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { IAMClient } from '@aws-sdk/client-iam';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { z } from 'zod';
import { type AccessKey, ENVIRONMENT, type KeyReport } from '../../lib/contract/index.ts';
import { required } from '../runtime/environment.ts';
import { readSettings } from '../runtime/settings.ts';
import { type Decision, decideDaily, decideFirst, decideOnRequest } from './decide.ts';
import { UserKeys } from './keys.ts';
import { measure } from './measure.ts';
import { type DeployRequest, keyRequest } from './request.ts';

const iam = new IAMClient({});
const secrets = new SecretsManagerClient({});
const cloudwatch = new CloudWatchClient({});
const deployment = required(ENVIRONMENT.deployment);
const maxAgeDays = Number(required(ENVIRONMENT.keyMaxAgeDays));
const holders = z.record(z.string(), z.strictObject({ user: z.string(), secret: z.string() })).parse(readSettings());

/** Answer to a deploy, in the words of CloudFormation. */
interface Resource {
  readonly PhysicalResourceId: string;
}

const daily = (keys: readonly AccessKey[]): Decision => decideDaily(keys, new Date(), maxAgeDays);

/** Looks after the access keys of PI Integrators: makes, stores, disables and deletes them. */
export async function handler(event: unknown): Promise<KeyReport | KeyReport[] | Resource> {
  const request = keyRequest.parse(event);
  if ('RequestType' in request) return deploy(request);
  if (request.action === 'check') return checkAll();
  if (request.action === 'renew') return settle(request.site, keysOf(request.site), decideOnRequest);
  if (request.action === 'revoke') return revoke(request.site);
  const keys = await keysOf(request.site).look();
  return report(request.site, keys, `looked; tomorrow's check would do: ${daily(keys).do}`, daily(keys).why);
}

/** One site's trouble must not keep the others from their check. */
async function checkAll(): Promise<KeyReport[]> {
  const results = await Promise.allSettled(Object.keys(holders).map((site) => settle(site, keysOf(site), daily)));
  const failures = results.flatMap((result) => (result.status === 'rejected' ? String(result.reason) : []));
  if (failures.length > 0) throw new Error(failures.join('; '));
  return results.flatMap((result) => (result.status === 'fulfilled' ? result.value : []));
}

async function deploy({ RequestType, ResourceProperties }: DeployRequest): Promise<Resource> {
  const { site, ...holder } = ResourceProperties;
  const keys = new UserKeys(iam, secrets, holder);
  if (RequestType === 'Delete') {
    // CloudFormation cannot delete a user that has keys.
    for (const id of await keys.ids()) await keys.delete(id);
  } else {
    await settle(site, keys, decideFirst);
  }
  return { PhysicalResourceId: `keys-of-${site}` };
}

async function settle(
  site: string,
  keys: UserKeys,
  decide: (keys: readonly AccessKey[]) => Decision,
): Promise<KeyReport> {
  const decision = decide(await keys.look());
  const done = await act(keys, decision);
  const now = await keys.look();
  await measure(cloudwatch, deployment, site, now);
  return report(site, now, done, decision.why);
}

async function act(keys: UserKeys, decision: Decision): Promise<string> {
  if (decision.do === 'nothing') return 'nothing';
  if (decision.do === 'disable') {
    await keys.disable(decision.key);
    return `disabled ${decision.key}`;
  }
  const { discard } = decision;
  if (discard !== undefined) await keys.delete(discard);
  return `${discard === undefined ? '' : `deleted ${discard}, `}made ${await keys.make()}`;
}

/** All at once: who revokes does not know which key was stolen. */
async function revoke(site: string): Promise<KeyReport> {
  const keys = keysOf(site);
  const active = (await keys.look()).filter(({ isActive }) => isActive).map(({ id }) => id);
  for (const id of active) await keys.disable(id);
  const now = await keys.look();
  await measure(cloudwatch, deployment, site, now);
  return report(site, now, active.length === 0 ? 'nothing' : `disabled ${active.join(', ')}`, 'a person revoked them');
}

/** Also the line of the log: ids of keys are no secret. */
function report(site: string, keys: readonly AccessKey[], done: string, why: string): KeyReport {
  const result = { site, done, why, keys };
  console.log(JSON.stringify(result));
  return result;
}

function keysOf(site: string): UserKeys {
  const holder = holders[site];
  if (holder === undefined) {
    throw new Error(`site: got "${site}", wanted one with a PI Integrator: ${Object.keys(holders).join(', ')}`);
  }
  return new UserKeys(iam, secrets, holder);
}
