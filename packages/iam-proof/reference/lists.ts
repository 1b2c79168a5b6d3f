import dataReads from './data-reads.json' with { type: 'json' };
import metadataReads from './metadata-reads.json' with { type: 'json' };

/** Names, or patterns of names, of actions in groups, each with the reason why its actions stand in it. */
export type ActionGroups = Readonly<Record<string, { readonly reason: string; readonly actions: readonly string[] }>>;

/** Actions that return stored bytes, records, plaintext or a listing of objects. */
export const DATA_READS: ActionGroups = dataReads;

/** Actions that read or list, and return none of that. */
export const METADATA_READS: ActionGroups = metadataReads;

export function actionsOf(groups: ActionGroups): string[] {
  return Object.values(groups).flatMap(({ actions }) => actions);
}
