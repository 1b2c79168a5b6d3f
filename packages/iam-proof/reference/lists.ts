import dataReads from './data-reads.json' with { type: 'json' };
import dataWrites from './data-writes.json' with { type: 'json' };
import escalations from './escalations.json' with { type: 'json' };
import metadataReads from './metadata-reads.json' with { type: 'json' };

/** Names, or patterns of names, of actions in groups, each with the reason why its actions stand in it. */
export type ActionGroups = Readonly<Record<string, { readonly reason: string; readonly actions: readonly string[] }>>;

/** Actions that return stored bytes, records, plaintext or a listing of objects. */
export const DATA_READS: ActionGroups = dataReads;

/** Actions that read or list, and return none of that. */
export const METADATA_READS: ActionGroups = metadataReads;

/** Actions that put, change or destroy data of S3 or Kinesis. */
export const DATA_WRITES: ActionGroups = dataWrites;

/** Actions that change rights, act as another, or run code in place of what was deployed. */
export const ESCALATIONS: ActionGroups = escalations;

export function actionsOf(groups: ActionGroups): string[] {
  return Object.values(groups).flatMap(({ actions }) => actions);
}
