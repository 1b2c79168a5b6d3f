import type { Feeder } from '../../config/config.ts';
import { landingPrefix, MANIFEST_SUFFIX, STREAM_FOLDER } from '../../contract/index.ts';

/** A part of bronze that one crawler looks at. */
export interface BronzeFolder {
  /** Words that the crawler's name ends with. */
  readonly what: readonly string[];
  readonly description: string;

  /** Prefix with its closing slash. */
  readonly prefix: string;

  /** Level of the folders that are a table each, as Glue counts: the bucket is level 1. */
  readonly tableLevel: number;

  /** Beginning of its tables' names, so that no two crawlers make a table of one name. */
  readonly tablePrefix: string;
  readonly exclusions: readonly string[];
}

/** Bronze keys end with a version after the name. */
const MANIFESTS = `**${MANIFEST_SUFFIX}*`;

/** The folder of what a feeder wrote as files: a table a view. */
export function filesOf(site: string, feeder: Feeder): BronzeFolder {
  const prefix = landingPrefix(site, feeder.profile);
  const unreadable = feeder.views.filter((view) => !isReadable(view));
  const streamed = feeder.stream?.view;
  return {
    what: [site, feeder.profile],
    description: `What ${site} sent by its ${feeder.profile}, as it came`,
    prefix,
    tableLevel: levelOf(prefix) + 1,
    tablePrefix: words('bronze', site, feeder.profile, ''),
    exclusions: [
      MANIFESTS,
      ...unreadable.map(({ name }) => `view=${name}/**`),
      // Its objects have columns of their own and lie a folder deeper.
      ...(streamed === undefined ? [] : [`view=${streamed}/${STREAM_FOLDER}**`]),
    ],
  };
}

/** Neither Glue nor Athena reads text that is not UTF-8. */
export function isReadable(view: Feeder['views'][number]): boolean {
  return !('encoding' in view) || view.encoding === 'UTF-8';
}

/** The folder of what a feeder streamed, as one table; undefined where it streams nothing. */
export function streamOf(site: string, feeder: Feeder): BronzeFolder | undefined {
  const view = feeder.stream?.view;
  if (view === undefined) return undefined;
  const prefix = `${landingPrefix(site, feeder.profile)}view=${view}/${STREAM_FOLDER}`;
  return {
    what: [site, feeder.profile, 'stream'],
    description: `What ${site} streamed, record by record`,
    prefix,
    tableLevel: levelOf(prefix),
    tablePrefix: words('bronze', site, feeder.profile, 'view', view, ''),
    exclusions: [MANIFESTS],
  };
}

function levelOf(prefix: string): number {
  return 1 + prefix.split('/').filter((folder) => folder !== '').length;
}

function words(...parts: string[]): string {
  return parts.join('_').replaceAll('-', '_');
}
