import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import {
  CreateAccessKeyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  DeleteRoleCommand,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { DeleteParameterCommand, PutParameterCommand } from '@aws-sdk/client-ssm';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { loadConfig } from '../../lib/config/load-config.ts';
import { type Cloud, down } from '../../packages/local-cloud/cloud.ts';
import type { Account } from '../../tools/doctor/account/check.ts';
import { type Clients, clientsOf } from '../../tools/doctor/account/clients.ts';
import { up } from '../../tools/operate/local-cloud.ts';

const EXEC_ROLE = 'cdk-hnb659fds-cfn-exec-role-000000000000-us-east-1';
const VERSION = '/cdk-bootstrap/hnb659fds/version';
const EVERYTHING = policyOf({ Effect: 'Allow', Action: '*', Resource: '*' });
const TRUST = policyOf({ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: '*' } });

interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly expiration?: Date;
}

export function policyOf(...statements: readonly object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

/** An account on a local cloud of its own, that lacks nothing of what config/local.json needs. */
export class LocalAccount {
  readonly config = loadConfig('local');
  readonly #cloud: Cloud;

  /** Clients of the account's root. */
  readonly owner: Clients;

  private constructor(cloud: Cloud) {
    this.#cloud = cloud;
    this.owner = this.clients({ accessKeyId: this.config.account, secretAccessKey: 'test' });
  }

  static async start(): Promise<LocalAccount> {
    const account = new LocalAccount(await up(mkdtempSync(join(tmpdir(), 'airlock-doctor-'))));
    await account.bootstrap('23');
    await account.makeRole('kubeflow-admin');
    await account.makeRole(EXEC_ROLE);
    await account.letDeploy(EVERYTHING);
    return account;
  }

  async end(): Promise<void> {
    await down(this.#cloud.stateFolder);
    rmSync(this.#cloud.stateFolder, { recursive: true, force: true });
  }

  get cloud(): Cloud {
    return this.#cloud;
  }

  /** What is looked at, by its root, where nothing else is said. */
  as(changes: Partial<Account> = {}): Account {
    return { config: this.config, qualifier: 'hnb659fds', clients: this.owner, ...changes };
  }

  clients(credentials: Keys): Clients {
    return clientsOf({
      endpoint: this.#cloud.endpoint,
      region: this.config.region,
      credentials,
      requestHandler: new NodeHttpHandler({ httpsAgent: new Agent({ ca: readFileSync(this.#cloud.caFile) }) }),
    });
  }

  async bootstrap(version: string): Promise<void> {
    await this.owner.ssm.send(
      new PutParameterCommand({ Name: VERSION, Value: version, Type: 'String', Overwrite: true }),
    );
  }

  async withoutBootstrap(): Promise<void> {
    await this.owner.ssm.send(new DeleteParameterCommand({ Name: VERSION }));
  }

  async makeRole(name: string): Promise<void> {
    await this.owner.iam.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: TRUST }));
  }

  async takeRole(name: string): Promise<void> {
    await this.owner.iam.send(new DeleteRoleCommand({ RoleName: name }));
  }

  /** What the role that deploys may. */
  async letDeploy(policy: string = EVERYTHING): Promise<void> {
    await this.owner.iam.send(
      new PutRolePolicyCommand({ RoleName: EXEC_ROLE, PolicyName: 'work', PolicyDocument: policy }),
    );
  }

  /** Quotas, by service and code, that are not the usual ones; null is one of which AWS tells the default only. */
  quotas(values: Readonly<Record<string, number | null>>): void {
    writeFileSync(join(this.#cloud.stateFolder, 'quotas.json'), JSON.stringify(values));
  }

  /** Clients of a new user who may do what a policy says. */
  async user(policy: string): Promise<Clients> {
    const UserName = `looks-${randomUUID().slice(0, 8)}`;
    await this.owner.iam.send(new CreateUserCommand({ UserName }));
    await this.owner.iam.send(new PutUserPolicyCommand({ UserName, PolicyName: 'look', PolicyDocument: policy }));
    const { AccessKey } = await this.owner.iam.send(new CreateAccessKeyCommand({ UserName }));
    return this.clients({ accessKeyId: `${AccessKey?.AccessKeyId}`, secretAccessKey: `${AccessKey?.SecretAccessKey}` });
  }

  /** Deploys a stack and waits for its end, whatever that is. */
  async deploy(name: string, template: object, parameters: Readonly<Record<string, string>> = {}): Promise<string> {
    const { cloudformation } = this.owner;
    await cloudformation.send(
      new CreateStackCommand({
        StackName: name,
        Capabilities: ['CAPABILITY_NAMED_IAM'],
        TemplateBody: JSON.stringify(template),
        Parameters: Object.entries(parameters).map(([ParameterKey, ParameterValue]) => ({
          ParameterKey,
          ParameterValue,
        })),
      }),
    );
    return settled(cloudformation, name);
  }

  async destroy(name: string): Promise<void> {
    await this.owner.cloudformation.send(new DeleteStackCommand({ StackName: name }));
    await settled(this.owner.cloudformation, name);
  }
}

async function settled(client: CloudFormationClient, name: string): Promise<string> {
  for (;;) {
    const state = await stateOf(client, name);
    if (!state.endsWith('_IN_PROGRESS')) return state;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function stateOf(client: CloudFormationClient, name: string): Promise<string> {
  try {
    const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName: name }));
    return `${Stacks[0]?.StackStatus}`;
  } catch {
    return 'gone';
  }
}
