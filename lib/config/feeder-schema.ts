import { z } from 'zod';

/** Site ids become key prefixes and IAM names, so the slash-free lower-case form is a security property, not taste. */
export const siteId = z.string().regex(/^[a-z0-9-]{3,32}$/, 'a site id of 3 to 32 characters out of a-z, 0-9 and "-"');
export const name = z.string().regex(/^[a-z_][a-z0-9_-]{0,63}$/, 'a lower-case name of a-z, 0-9, "_" and "-"');
export const positive = z.int().positive();

/**
 * A column of a PI Integrator view: one PI point or AF attribute. Silver holds it in `unit`, null where the tag carries none; `sentUnit` is the
 * one that PI sends, where that is another.
 */
export const columnSchema = z.strictObject({
  name: z.string().min(1),
  unit: z.string().nullable(),
  sentUnit: z.string().optional(),
  type: z.enum(['Float64', 'Float32', 'Int32', 'Int16', 'String', 'Digital']),
  step: z.boolean(),
  zero: z.number().nullable(),
  span: z.number().nullable(),
});

/** Whether each object tells all of its span, from its first to its last time of each asset: what it does not name there is deleted. */
const restates = z.boolean().optional();

const wideCsvView = z.strictObject({
  name,
  kind: z.literal('wide-csv'),
  delimiter: z.string().length(1),
  encoding: z.enum(['UTF-8', 'UTF-16', 'ISO-8859-1']),
  zone: z.string().refine(isTimeZone, 'an IANA time zone such as "Europe/Berlin"').nullable(),
  timeFormat: z.string().min(1),
  decimal: z.enum(['.', ',']),
  assetColumn: z.string().min(1),
  timeColumn: z.string().min(1),
  staleAfterSeconds: positive,
  columns: z.string().regex(/\.csv$/, 'the path of a CSV file of columns, relative to config/'),
  restates,
});

const longParquetView = z.strictObject({ name, kind: z.literal('long-parquet'), restates });
const tagSnapshotView = z.strictObject({ name, kind: z.literal('tag-snapshot') });
const view = z.discriminatedUnion('kind', [wideCsvView, longParquetView, tagSnapshotView]);

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
  feeders: z.array(feeder).min(1),
});

function isTimeZone(zone: string): boolean {
  return Intl.supportedValuesOf('timeZone').includes(zone) || zone === 'UTC';
}
