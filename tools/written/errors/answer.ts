import type { Profile } from '../../../lib/config/config.ts';

/** Who gives an answer. */
type Service = 'S3' | 'Kinesis' | 'IAM Roles Anywhere' | 'the network';

/** Codes that one cause has with one service. */
export interface Answer {
  /** Error codes as AWS spells them, each with its HTTP status. */
  readonly codes: readonly string[];
  readonly of: readonly Service[];

  /**
   * Feeders that can get it.
   *
   * @default - every feeder
   */
  readonly only?: Profile;

  readonly cause: string;
  readonly action: string;

  /** Whether data can be lost by it: `no`, or how. */
  readonly loss: string;

  /**
   * Name of the page in docs/runbooks that goes on.
   *
   * @default - none
   */
  readonly runbook?: string;
}
