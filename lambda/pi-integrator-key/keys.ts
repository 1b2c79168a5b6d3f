import { createHash } from 'node:crypto';
import {
  type AccessKeyMetadata,
  CreateAccessKeyCommand,
  DeleteAccessKeyCommand,
  GetAccessKeyLastUsedCommand,
  type IAMClient,
  ListAccessKeysCommand,
  NoSuchEntityException,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam';
import {
  DescribeSecretCommand,
  PutSecretValueCommand,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import type { AccessKey } from '../../lib/contract/index.ts';

/** A user with keys, and the secret that holds the newest. */
export interface Holder {
  readonly user: string;
  readonly secret: string;
}

/** The keys of one PI Integrator's user. The function can store a secret value, and has no right to read one. */
export class UserKeys {
  readonly #iam: IAMClient;
  readonly #secrets: SecretsManagerClient;
  readonly #holder: Holder;

  constructor(iam: IAMClient, secrets: SecretsManagerClient, holder: Holder) {
    this.#iam = iam;
    this.#secrets = secrets;
    this.#holder = holder;
  }

  async look(): Promise<AccessKey[]> {
    const { AccessKeyMetadata: keys = [] } = await this.#iam.send(new ListAccessKeysCommand(this.#user));
    if (keys.length === 0) return [];
    const secret = await this.#secrets.send(new DescribeSecretCommand({ SecretId: this.#holder.secret }));
    const versions = Object.entries(secret.VersionIdsToStages ?? {});
    const current = versions.find(([, stages]) => stages.includes('AWSCURRENT'))?.[0];
    return Promise.all(keys.map((key) => this.#describe(key, current)));
  }

  /** Makes a key and stores it. One that cannot be stored is taken back, since nobody could ever have it. */
  async make(): Promise<string> {
    const { AccessKey: key } = await this.#iam.send(new CreateAccessKeyCommand(this.#user));
    if (key?.AccessKeyId === undefined || key.SecretAccessKey === undefined) {
      throw new Error(`${this.#holder.user}: got no key of IAM, wanted one with its secret`);
    }
    const { AccessKeyId: id, SecretAccessKey: secretAccessKey } = key;
    try {
      await this.#secrets.send(
        new PutSecretValueCommand({
          SecretId: this.#holder.secret,
          ClientRequestToken: versionOf(id),
          SecretString: JSON.stringify({ accessKeyId: id, secretAccessKey }),
        }),
      );
    } catch (error) {
      await this.delete(id);
      throw error;
    }
    return id;
  }

  async disable(id: string): Promise<void> {
    await this.#iam.send(new UpdateAccessKeyCommand({ ...this.#user, AccessKeyId: id, Status: 'Inactive' }));
  }

  async delete(id: string): Promise<void> {
    await this.#iam.send(new DeleteAccessKeyCommand({ ...this.#user, AccessKeyId: id }));
  }

  /** Every id, of a user that may be gone already. */
  async ids(): Promise<string[]> {
    try {
      const { AccessKeyMetadata: keys = [] } = await this.#iam.send(new ListAccessKeysCommand(this.#user));
      return keys.flatMap(({ AccessKeyId }) => AccessKeyId ?? []);
    } catch (error) {
      if (error instanceof NoSuchEntityException) return [];
      throw error;
    }
  }

  get #user(): { UserName: string } {
    return { UserName: this.#holder.user };
  }

  async #describe({ AccessKeyId: id, Status, CreateDate }: AccessKeyMetadata, current?: string): Promise<AccessKey> {
    if (id === undefined || CreateDate === undefined) {
      throw new Error(`${this.#holder.user}: got a key without an id or a date, wanted both`);
    }
    const answer = await this.#iam.send(new GetAccessKeyLastUsedCommand({ AccessKeyId: id }));
    return {
      id,
      isActive: Status === 'Active',
      isStored: versionOf(id) === current,
      createdAt: CreateDate.toISOString(),
      lastUsedAt: answer.AccessKeyLastUsed?.LastUsedDate?.toISOString() ?? null,
    };
  }
}

/** Version of the secret that holds a key: tells which one it holds to those who cannot read it. */
function versionOf(id: string): string {
  return createHash('sha256').update(id).digest('hex');
}
