import { z } from 'zod';
import { timePatternFault } from './time-pattern.ts';

/** Site ids become key prefixes and IAM names, so the slash-free lower-case form is a security property, not taste. */
export const siteId = z.string().regex(/^[a-z0-9-]{3,32}$/, 'a site id of 3 to 32 characters out of a-z, 0-9 and "-"');
export const name = z.string().regex(/^[a-z_][a-z0-9_-]{0,63}$/, 'a lower-case name of a-z, 0-9, "_" and "-"');
export const positive = z.int().positive();

/** PI's types of points and AF's of attributes, by the names that contract/types.csv gives them. */
export const POINT_TYPES = [
  'Float64',
  'Float32',
  'Float16',
  'Int64',
  'Int32',
  'Int16',
  'Byte',
  'Boolean',
  'String',
  'Digital',
  'Timestamp',
  'Blob',
] as const;

/**
 * A column of a PI Integrator view: one PI point or AF attribute. Silver holds it in `unit`, null where the tag carries none; `sentUnit` is the
 * one that PI sends, where that is another. The values of a `future` one may lie ahead; `set` is the digital set of a Digital one, null
 * where none is declared.
 */
export const columnSchema = z.strictObject({
  name: z.string().min(1),
  unit: z.string().nullable(),
  sentUnit: z.string().optional(),
  type: z.enum(POINT_TYPES),
  step: z.boolean(),
  zero: z.number().nullable(),
  span: z.number().nullable(),
  future: z.boolean(),
  set: z.string().min(1).nullable(),
});

/** Whether each object tells all of its span, from its first to its last time of each asset: what it does not name there is deleted. */
const restates = z.boolean().optional();

/** A state of a digital set. PI counts the states of a set from 0. */
export const digitalStateSchema = z.strictObject({
  set: z.string().min(1),
  code: z.int().min(0),
  name: z.string().min(1),
});

/** What a site calls one of PI's own states; contract/states.csv lists these. */
export const systemStateSchema = z.strictObject({ code: z.int().min(193).max(318), name: z.string().min(1) });

const csvPath = (what: string): z.ZodString =>
  z.string().regex(/\.csv$/, `the path of a CSV file of ${what}, relative to config/`);

/** By how much of its span a value may lie outside the tag's range, zero to zero + span. */
const rangeTolerancePercent = z.number().min(0);

/** What readings of a view are tried on beside what nature allows, each where it is named. */
const checks = z
  .strictObject({
    rangeTolerancePercent: rangeTolerancePercent.optional(),
    /** By how much of its span a tag may move in a second. */
    ratePercentPerSecond: z.number().positive().optional(),
    /** For how long a tag may be the same number; a year at most. */
    flatSeconds: positive.max(31_536_000).optional(),
  })
  .refine((named) => Object.keys(named).length > 0, 'a check at least, or no "checks"');

/** How long all tags of a view may be silent at once; longer is an outage, whatever each may be by itself. */
const silentAfterSeconds = positive.optional();

/** Pattern of a time as text, in the letters of Java's DateTimeFormatter. */
const timeFormat = z.string().superRefine((pattern, context) => {
  const fault = timePatternFault(pattern);
  if (fault === undefined) return;
  const message = `a pattern by which a time can be read, such as "yyyy-MM-dd HH:mm:ss"; it has ${fault}`;
  context.addIssue({ code: 'custom', input: pattern, message });
});

/** What every view of PI Integrator says of its text. */
const ofSheets = {
  name,
  zone: z.string().refine(isTimeZone, 'an IANA time zone such as "Europe/Berlin"').nullable(),
  decimal: z.enum(['.', ',']),
  // A blank stands for every kind of blank. Without it a number that has one is bad, never guessed.
  thousands: z.enum([',', '.', ' ', "'"]).nullable().default(null),
  digitalSets: csvPath('digital sets').optional(),
  checks: z.strictObject({ rangeTolerancePercent }).optional(),
};

/** What its views of readings say: a row an asset and time, a column an attribute. */
const ofWideViews = {
  ...ofSheets,
  checks: checks.optional(),
  assetColumn: z.string().min(1),
  timeColumn: z.string().min(1),
  /** Whether PIIntTSTicks is the time where the text has none, or none that is certain. */
  ticksStandIn: z.boolean().default(false),
  staleAfterSeconds: positive,
  columns: csvPath('columns'),
  silentAfterSeconds,
  restates,
};

/** What its event views say: a row an event frame, a column an attribute of it. */
const ofEventViews = {
  ...ofSheets,
  /** The frame's id, which tells a later report of the frame from another frame. */
  idColumn: z.string().min(1),
  startColumn: z.string().min(1),
  /** Blank while the frame is open. */
  endColumn: z.string().min(1),
  nameColumn: z.string().min(1).optional(),
  templateColumn: z.string().min(1).optional(),
  /** The AF element that the frame refers to. */
  assetColumn: z.string().min(1).optional(),
  /** Passed over: the end less the start says it. */
  durationColumn: z.string().min(1).optional(),
  columns: csvPath('columns').optional(),
};
const ofCsv = {
  delimiter: z.string().length(1),
  encoding: z.enum(['UTF-8', 'UTF-16', 'UTF-16LE', 'UTF-16BE', 'ISO-8859-1', 'windows-1252']),
  timeFormat,
  /** The line of the header, counted from 1, where other lines come before it: null for the first one that is not blank. */
  headerLine: positive.nullable().default(null),
};
// Null where the times are no text.
const ofParquet = { timeFormat: timeFormat.nullable() };
const wideCsvView = z.strictObject({ kind: z.literal('wide-csv'), ...ofCsv, ...ofWideViews });
const wideParquetView = z.strictObject({ kind: z.literal('wide-parquet'), ...ofParquet, ...ofWideViews });
const eventCsvView = z.strictObject({ kind: z.literal('event-csv'), ...ofCsv, ...ofEventViews });
const eventParquetView = z.strictObject({ kind: z.literal('event-parquet'), ...ofParquet, ...ofEventViews });

const longParquetView = z.strictObject({
  name,
  kind: z.literal('long-parquet'),
  checks: checks.optional(),
  silentAfterSeconds,
  restates,
});
const tagSnapshotView = z.strictObject({ name, kind: z.literal('tag-snapshot') });
const view = z.discriminatedUnion('kind', [
  wideCsvView,
  wideParquetView,
  eventCsvView,
  eventParquetView,
  longParquetView,
  tagSnapshotView,
]);

/** Readings that a feeder puts into its site's stream, one a record, beside the files that it puts into landing. */
const streamedView = z.strictObject({
  view: name,
  shards: positive,
  // The bounds of Kinesis.
  retentionHours: positive.min(24).max(8760),
});

/** From where alone an identity may call; whoever stole its credentials is elsewhere. */
const network = z
  .strictObject({
    cidrs: z.array(z.union([z.cidrv4(), z.cidrv6()], 'a range of addresses such as "203.0.113.0/24"')),
    vpcEndpoints: z.array(z.string().regex(/^vpce-[0-9a-f]{8,17}$/, 'the id of a VPC endpoint')),
  })
  .refine(({ cidrs, vpcEndpoints }) => cidrs.length + vpcEndpoints.length > 0, 'an address or an endpoint, or null')
  // They stand in one tag of the identity.
  .refine(({ cidrs, vpcEndpoints }) => [...cidrs, ...vpcEndpoints].join(' ').length <= 256, '256 characters at most');

/** Names of what a site's version of PI Integrator may demand beside putting; lib/extraction/integrator-switches.ts says what each opens. */
export const SWITCH_NAMES = ['list-own-prefix', 'bucket-location', 'list-buckets', 'delete-own'] as const;

const ofEveryFeeder = { views: z.array(view).min(1), stream: streamedView.nullable(), network: network.nullable() };
const piIntegratorFeeder = z.strictObject({
  profile: z.literal('pi-integrator'),
  ...ofEveryFeeder,
  allow: z
    .array(z.enum(SWITCH_NAMES))
    .refine((all) => new Set(all).size === all.length, 'the name of a switch used once'),
});
const senderFeeder = z.strictObject({
  profile: z.literal('sender'),
  /** The certificate that the sender shows: its subject's common name holds the site's id, and opens this site's role and no other. */
  certificate: z.strictObject({
    commonName: z.string().regex(/^[A-Za-z0-9 ._-]{3,64}$/, 'a common name of 3 to 64 characters'),
  }),
  ...ofEveryFeeder,
});
const feeder = z.discriminatedUnion('profile', [piIntegratorFeeder, senderFeeder]);

const AIR = 'the kPa that the air of the site weighs, 50 to 110: 101.325 at the sea';

/** A plant's site with what feeds it into the cloud. */
export const siteSchema = z.strictObject({
  id: siteId,
  /** What its air weighs, by which gauge pressures and absolute ones convert; without it they do not. */
  atmosphericKPa: z
    .number()
    .refine((kPa) => kPa >= 50 && kPa <= 110, AIR)
    .optional(),
  /** When the site's first reading can be; without it that is 1970. */
  start: z.iso.datetime({ offset: true, error: 'a time such as "2010-06-01T00:00:00Z"' }).optional(),
  /** The site's own names of PI's system states, where they are translated. */
  states: csvPath('names of system states').optional(),
  feeders: z.array(feeder).min(1),
  /** Which of the stacks `ingestion` and `transformation` holds what is the site's alone; without it the first. A stack holds 500 resources. */
  stack: positive.max(100).optional(),
});

function isTimeZone(zone: string): boolean {
  return Intl.supportedValuesOf('timeZone').includes(zone) || zone === 'UTC';
}
