import {
  actionsOf,
  DATA_READS as reads,
  ESCALATIONS as steps,
  DATA_WRITES as writes,
} from '../../../packages/iam-proof/index.ts';
import bucketChanges from './bucket-changes.json' with { type: 'json' };

/** Patterns of the actions that return stored bytes, records, plaintext or a listing of objects. */
export const DATA_READS = actionsOf(reads);

/** Patterns of the actions that put, change or destroy data. */
export const DATA_WRITES = actionsOf(writes);

/** Patterns of the actions that destroy, unlock, hand on, open, seal or forge what a bucket keeps. */
export const TAMPERING = actionsOf(bucketChanges.tampering);

/** Patterns of the actions that change rights, act as another, or run code in place of ours. */
export const ESCALATIONS = actionsOf(steps);
