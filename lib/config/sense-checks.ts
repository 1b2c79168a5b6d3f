import type { z } from 'zod';
import { COLUMN_NAME_TABLE, PROBE_VIEW, partitionOf, TAGS_VIEW } from '../contract/index.ts';
import type { siteSchema } from './feeder-schema.ts';
import { sameName } from './names.ts';

type Site = z.infer<typeof siteSchema>;
type View = Site['feeders'][number]['views'][number];
type Path = readonly (string | number)[];
type Tell = (path: Path, input: unknown, message: string, words?: readonly string[]) => void;

interface Dataset {
  readonly name: string;
  readonly site: string;
  readonly view: string;
}

/** What is well formed, each by itself, and makes no sense together. */
interface Sense {
  readonly account: string;
  readonly region: string;
  readonly availabilityZones: readonly string[];
  readonly removalPolicy: string;
  readonly bronze: { readonly objectLockDays: number | null };
  readonly buckets: Readonly<Record<string, string>>;
  readonly breakGlassRoleArn: string | null;
  readonly executionRoleArn?: string | undefined;
  readonly permissionsBoundary?: string | undefined;
  readonly certificateAuthority: string | { readonly acmPcaArn: string };
  readonly consumption: {
    readonly kubeflow: {
      readonly enabled: boolean;
      readonly adminRoleArn?: string;
      readonly access?: {
        readonly peopleRoleArn: string | null;
        readonly ingress: { readonly certificateArn: string } | null;
      };
    };
  };
}

/** Checks what one value alone cannot fail: places that fit together, and names that are used once. */
export function checkSense(config: Sense, context: z.RefinementCtx): void {
  const tell = teller(context);
  config.availabilityZones.forEach((zone, index, all) => {
    const path = ['availabilityZones', index];
    const letters = [...'abcdef'].map((letter) => `${config.region}${letter}`);
    if (!new RegExp(`^${config.region}[a-z]$`).test(zone)) {
      tell(path, zone, `a zone of the region ${config.region}, such as ${letters[0]}`, letters);
    }
    if (all.indexOf(zone) !== index) tell(path, zone, 'a zone named once');
  });
  checkPartitions(config, tell);
  const buckets = Object.entries(config.buckets);
  buckets.forEach(([layer, name], index) => {
    const [first] = buckets.find(([, other]) => other === name) ?? [];
    if (buckets.findIndex(([, other]) => other === name) !== index) {
      tell(['buckets', layer], name, `a bucket of its own: "${first}" has this one`);
    }
  });
  checkLock(config, tell);
  checkAuthority(config, tell);
}

/** Whoever administers another account could make a certificate of any site. */
function checkAuthority({ certificateAuthority, region, account }: Sense, tell: Tell): void {
  if (typeof certificateAuthority === 'string') return;
  const { acmPcaArn } = certificateAuthority;
  const wanted = `arn:${partitionOf(region)}:acm-pca:${region}:${account}:`;
  if (acmPcaArn.startsWith(wanted)) return;
  const message = `an authority of this account and region, whose ARN begins with ${wanted}`;
  tell(['certificateAuthority', 'acmPcaArn'], acmPcaArn, message);
}

/** Days within which a mistake is noticed: as long as retained data must outlive one. */
const FEWEST_LOCKED_DAYS = 7;

function checkLock(config: Sense, tell: Tell): void {
  const days = config.bronze.objectLockDays;
  if (config.removalPolicy === 'retain' && (days ?? 0) < FEWEST_LOCKED_DAYS) {
    const wanted = `${FEWEST_LOCKED_DAYS} days or more, since removalPolicy is "retain": a mistake is noticed within a week`;
    tell(['bronze', 'objectLockDays'], days, wanted);
  }
  if (config.removalPolicy === 'destroy' && config.bronze.objectLockDays !== null) {
    tell(
      ['bronze', 'objectLockDays'],
      config.bronze.objectLockDays,
      'null, since what is locked cannot be destroyed with its stacks',
    );
  }
}

/** An ARN of another partition than the deployment's names nobody. */
function checkPartitions({ region, consumption, ...config }: Sense, tell: Tell): void {
  const wanted = `arn:${partitionOf(region)}:`;
  const { adminRoleArn, access } = consumption.kubeflow;
  const arns: readonly (readonly [Path, string | null | undefined])[] = [
    [['breakGlassRoleArn'], config.breakGlassRoleArn],
    [['executionRoleArn'], config.executionRoleArn],
    [['permissionsBoundary'], config.permissionsBoundary],
    [['consumption', 'kubeflow', 'adminRoleArn'], adminRoleArn],
    [['consumption', 'kubeflow', 'access', 'peopleRoleArn'], access?.peopleRoleArn],
    [['consumption', 'kubeflow', 'access', 'ingress', 'certificateArn'], access?.ingress?.certificateArn],
  ];
  for (const [path, arn] of arns) {
    if (typeof arn === 'string' && !arn.startsWith(wanted)) {
      tell(path, arn, `an ARN that begins with ${wanted}, the partition of ${region}`);
    }
  }
}

/** Checks the views of each feeder: names used once and free, and settings by which their text can be read. */
export function checkViews(sites: readonly Site[], context: z.RefinementCtx): void {
  const tell = teller(context);
  sites.forEach(({ feeders }, site) => {
    feeders.forEach(({ views }, feeder) => {
      views.forEach((view, index) => {
        const path = ['sites', site, 'feeders', feeder, 'views', index];
        if (views.findIndex(({ name }) => name === view.name) !== index) {
          tell([...path, 'name'], view.name, 'a view name used once in a feeder');
        }
        if (view.name === PROBE_VIEW)
          tell([...path, 'name'], view.name, 'another name: probes of the airlock lie under this one');
        if ((view.name === TAGS_VIEW) !== (view.kind === 'tag-snapshot')) {
          tell([...path, 'name'], view.name, `"${TAGS_VIEW}" for a view of kind tag-snapshot, and for no other`);
        }
        checkText(view, path, tell);
      });
    });
  });
}

/** Signs that a number, a time or a quoted text may have in it. */
const IN_CELLS = /[\p{L}\p{N}"'+\-\r\n]/u;

function checkText(view: View, path: Path, tell: Tell): void {
  if ('timeColumn' in view && sameName(view.assetColumn, view.timeColumn)) {
    tell([...path, 'timeColumn'], view.timeColumn, 'another column than "assetColumn"');
  }
  if ('idColumn' in view) checkKeyColumns(view, path, tell);
  if ('thousands' in view && view.thousands === view.decimal) {
    tell([...path, 'thousands'], view.thousands, 'another character than "decimal", or null');
  }
  if (!('delimiter' in view)) return;
  if (view.delimiter === view.decimal) {
    tell([...path, 'delimiter'], view.delimiter, `another character than "decimal", which cells of numbers hold`);
  } else if (IN_CELLS.test(view.delimiter)) {
    tell([...path, 'delimiter'], view.delimiter, 'a character that no cell holds, such as "\\t", ";" or ","');
  }
}

const KEYS = [
  ...(['idColumn', 'startColumn', 'endColumn'] as const),
  ...(['nameColumn', 'templateColumn', 'assetColumn', 'durationColumn'] as const),
];

/** A column of an event view is one thing only. */
function checkKeyColumns(view: Extract<View, { idColumn: string }>, path: Path, tell: Tell): void {
  KEYS.forEach((key, index) => {
    const column = view[key];
    const other = KEYS.slice(0, index).find((before) => sameName(view[before] ?? '', column ?? ''));
    if (column !== undefined && other !== undefined) tell([...path, key], column, `another column than "${other}"`);
  });
}

/** Checks that each dataset has a name of its own, and a view of readings. */
export function checkDatasetNames(
  { sites, datasets }: { readonly sites: readonly Site[]; readonly datasets: readonly Dataset[] },
  context: z.RefinementCtx,
): void {
  const tell = teller(context);
  datasets.forEach(({ name, site, view }, index) => {
    const path = ['datasets', index];
    const feeders = sites.filter(({ id }) => id === site).flatMap((each) => each.feeders);
    const named = feeders.flatMap(({ views }) => views.filter((each) => each.name === view));
    if (datasets.findIndex((other) => other.name === name) !== index)
      tell([...path, 'name'], name, 'a dataset name used once');
    if (name === COLUMN_NAME_TABLE)
      tell([...path, 'name'], name, "another name: gold's table of column names has this one");
    if (named.some(({ kind }) => kind === 'tag-snapshot'))
      tell([...path, 'view'], view, 'a view of readings: this one tells of tags');
    if (named.some((each) => 'idColumn' in each))
      tell([...path, 'view'], view, 'a view of readings: this one tells of event frames');
    if (named.length > 1) tell([...path, 'view'], view, 'a view that one feeder of the site has alone');
  });
}

function teller(context: z.RefinementCtx): Tell {
  return (path, input, message, words = []) =>
    context.addIssue({ code: 'custom', path: [...path], input, message, params: { words } });
}
