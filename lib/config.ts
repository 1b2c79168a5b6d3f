import { z } from 'zod';

/** Site ids become key prefixes and IAM names, so the slash-free lower-case form is a security property, not taste. */
const siteId = z.string().regex(/^[a-z0-9-]{3,32}$/, 'a site id of 3 to 32 characters out of a-z, 0-9 and "-"');
const bucketName = z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'an S3 bucket name');
const name = z.string().regex(/^[a-z_][a-z0-9_-]{0,63}$/, 'a lower-case name of a-z, 0-9, "_" and "-"');
const positive = z.int().positive();

/** A column of a PI Integrator view: one PI point or AF attribute. `unit` null means the tag carries no unit. */
export const columnSchema = z.strictObject({
  name: z.string().min(1),
  unit: z.string().nullable(),
  type: z.enum(['Float64', 'Float32', 'Int32', 'Int16', 'String', 'Digital']),
  step: z.boolean(),
  zero: z.number().nullable(),
  span: z.number().nullable(),
});

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
});

const longParquetView = z.strictObject({ name, kind: z.literal('long-parquet') });
const tagSnapshotView = z.strictObject({ name, kind: z.literal('tag-snapshot') });
const view = z.discriminatedUnion('kind', [wideCsvView, longParquetView, tagSnapshotView]);

const piIntegratorFeeder = z.strictObject({ profile: z.literal('pi-integrator'), views: z.array(view).min(1) });
/** Readings that the sender puts into its site's stream, one a record, beside the files that it puts into landing. */
const streamedView = z.strictObject({
  view: name,
  shards: positive,
  // The bounds of Kinesis.
  retentionHours: positive.min(24).max(8760),
});
const senderFeeder = z.strictObject({
  profile: z.literal('sender'),
  /** The certificate that the sender shows: its subject's common name opens this site's role, and no other. */
  certificate: z.strictObject({
    commonName: z.string().regex(/^[A-Za-z0-9 ._-]{3,64}$/, 'a common name of 3 to 64 characters'),
  }),
  views: z.array(view).min(1),
  stream: streamedView.nullable(),
});
const feeder = z.discriminatedUnion('profile', [piIntegratorFeeder, senderFeeder]);

const site = z.strictObject({ id: siteId, feeders: z.array(feeder).min(1) });
// Silence is watched in periods of five minutes; a day is as far as CloudWatch looks back over these.
const silenceMinutes = positive.multipleOf(5).max(1440);
const schedule = z.strictObject({ enabled: z.boolean(), everyMinutes: positive });
const dataset = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9_]{0,63}$/, 'a dataset name of a-z, 0-9 and "_"'),
  site: siteId,
  view: name,
  gridSeconds: positive,
});

const iamRoleArn = z.string().regex(/^arn:aws:iam::\d{12}:role\/.+$/, 'the ARN of an IAM role');
const notebookProfile = z.strictObject({
  // The name of a Kubernetes namespace.
  name: z.string().regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, 'a profile name of a-z, 0-9 and "-"'),
  // The address that people sign in with. The sample user's password is public.
  owner: z
    .email()
    .refine((owner) => owner !== 'user@example.com', "the e-mail address of a person, not upstream's sample user"),
});
const kubeflow = z.discriminatedUnion('enabled', [
  z.strictObject({ enabled: z.literal(false) }),
  z.strictObject({
    enabled: z.literal(true),
    // A branch or a tag can be moved; a commit cannot.
    commit: z.string().regex(/^[0-9a-f]{40}$/, 'a whole commit id of kubeflow/community-distribution'),
    argoCdChart: z.string().regex(/^\d+\.\d+\.\d+$/, 'a version of the Helm chart argo-cd'),
    instanceType: z.string().regex(/^[a-z0-9-]+\.[a-z0-9]+$/, 'an EC2 instance type'),
    nodes: z
      .strictObject({ min: positive, max: positive })
      .refine(({ min, max }) => min <= max, 'a "min" that is not above "max"'),
    adminRoleArn: iamRoleArn,
    profiles: z
      .array(notebookProfile)
      .min(1)
      .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, 'a profile name used once'),
  }),
]);

const fields = z.strictObject({
  $schema: z.string(),
  app: z.string().regex(/^[a-z][a-z0-9-]{1,15}$/, 'an application name of a-z, 0-9 and "-"'),
  environment: z.string().regex(/^[a-z][a-z0-9-]{1,15}$/, 'an environment name of a-z, 0-9 and "-"'),
  account: z.string().regex(/^\d{12}$/, 'a 12-digit account id'),
  region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'an AWS region'),
  availabilityZones: z.array(z.string()).min(2),
  removalPolicy: z.enum(['retain', 'destroy']),
  breakGlassRoleArn: iamRoleArn.nullable(),
  // The authority whose certificates senders show; IAM Roles Anywhere trusts it.
  certificateAuthority: z.string().regex(/\.pem$/, 'the path of a PEM file of CA certificates, relative to config/'),
  ownerTags: z.record(z.string(), z.string()),
  buckets: z.strictObject({
    accessLogs: bucketName,
    landing: bucketName,
    bronze: bucketName,
    silver: bucketName,
    gold: bucketName,
  }),
  accessLogs: z.strictObject({ expireAfterDays: positive }),
  landing: z.strictObject({ expireAfterDays: positive }),
  bronze: z.strictObject({ objectLockDays: positive.nullable() }),
  intake: z.strictObject({
    // CopyObject takes 5 GiB at most, so nothing larger can pass the inner door.
    maxObjectBytes: positive.max(5 * 1024 ** 3),
    visibilityTimeoutSeconds: positive,
    maxReceives: positive,
    memoryMb: positive,
    sweep: schedule,
  }),
  // The bounds of Lambda.
  stream: z.strictObject({
    batchSize: positive.max(10_000),
    windowSeconds: z.int().min(0).max(300),
    retryAttempts: z.int().min(0).max(10_000),
    maxRecordAgeSeconds: positive.min(60).max(604_800),
    timeoutSeconds: positive.max(900),
    memoryMb: positive.min(128).max(10_240),
  }),
  alarms: z.strictObject({
    landingSilenceMinutes: silenceMinutes,
    freshnessMinutes: positive,
    shareBadPercent: z.number().min(0).max(100),
    /** In an hour. */
    quarantinedCells: z.int().min(0),
    iteratorAgeSeconds: positive,
    /** Where docs/runbooks is read in a browser, for the dashboard's links. */
    runbooksUrl: z.url().nullable(),
  }),
  transformation: z.strictObject({
    glueVersion: z.enum(['5.1', '6.0']),
    workerType: z.enum(['G.1X', 'G.2X', 'G.4X']),
    workers: positive.min(2),
    timeoutMinutes: positive,
    schedule,
    maintenance: schedule,
    // By how much the clocks of S3 and Glue may differ; too much costs a needless run, too little leaves data lying.
    clockSkewSeconds: z.int().nonnegative(),
    // Less than Delta's own week would let a vacuum take files from under a long query.
    timeTravelDays: positive.min(7),
  }),
  consumption: z.strictObject({ kubeflow }),
  sites: z.array(site).min(1),
  datasets: z.array(dataset).min(1),
});

/** What config/<environment>.json must hold; config/schema.json is made from it. */
export const configSchema = fields.superRefine((config, context) => {
  const views = new Set(config.sites.flatMap((s) => s.feeders.flatMap((f) => f.views.map((v) => `${s.id}/${v.name}`))));
  config.datasets.forEach((d, index) => {
    if (!views.has(`${d.site}/${d.view}`)) {
      context.addIssue({
        code: 'custom',
        path: ['datasets', index, 'view'],
        input: d.view,
        message: `a view of site "${d.site}" (known: ${[...views].join(', ')})`,
      });
    }
  });
  const ids = config.sites.map((s) => s.id);
  ids.forEach((id, index) => {
    if (ids.indexOf(id) !== index) {
      context.addIssue({ code: 'custom', path: ['sites', index, 'id'], input: id, message: 'a site id used once' });
    }
  });
  checkCertificates(config, context);
  checkStreams(config, context);
  if (config.removalPolicy === 'retain' && config.breakGlassRoleArn === null) {
    context.addIssue({
      code: 'custom',
      path: ['breakGlassRoleArn'],
      input: null,
      message: 'the ARN of a break-glass role, since nothing else may delete retained data',
    });
  }
});

/** A certificate opens one site's role only. */
function checkCertificates({ sites }: z.infer<typeof fields>, context: z.RefinementCtx): void {
  const seen = new Set<string>();
  sites.forEach((site, siteIndex) => {
    site.feeders.forEach((feeder, feederIndex) => {
      if (feeder.profile !== 'sender') return;
      const { commonName } = feeder.certificate;
      if (seen.has(commonName)) {
        const path = ['sites', siteIndex, 'feeders', feederIndex, 'certificate', 'commonName'];
        context.addIssue({ code: 'custom', path, input: commonName, message: 'a common name used once' });
      }
      seen.add(commonName);
    });
  });
}

/** A stream feeds a view of its own feeder that can take it, and outlives every attempt on a record. */
function checkStreams({ sites, stream }: z.infer<typeof fields>, context: z.RefinementCtx): void {
  sites.forEach((site, siteIndex) => {
    site.feeders.forEach((feeder, feederIndex) => {
      if (feeder.profile !== 'sender' || feeder.stream === null) return;
      const path = ['sites', siteIndex, 'feeders', feederIndex, 'stream'];
      const { view, retentionHours } = feeder.stream;
      const known = feeder.views.filter(({ kind }) => kind === 'long-parquet').map((v) => v.name);
      if (!known.includes(view)) {
        const message = `a long-parquet view of the feeder (known: ${known.join(', ')})`;
        context.addIssue({ code: 'custom', path: [...path, 'view'], input: view, message });
      }
      // A record that the stream drops first is gone without a trace; one that is too old goes to the on-failure object.
      if (retentionHours * 3600 <= stream.maxRecordAgeSeconds) {
        const message = `hours that are longer than stream.maxRecordAgeSeconds (${stream.maxRecordAgeSeconds})`;
        context.addIssue({ code: 'custom', path: [...path, 'retentionHours'], input: retentionHours, message });
      }
    });
  });
}

export type Column = z.infer<typeof columnSchema>;
export type Config = z.infer<typeof configSchema>;
export type Feeder = Config['sites'][number]['feeders'][number];
export type Profile = Feeder['profile'];
export type Kubeflow = Extract<Config['consumption']['kubeflow'], { enabled: true }>;

/** Sites whose sender has a stream. */
export function streamingSites(config: Config): string[] {
  return config.sites
    .filter(({ feeders }) => feeders.some((each) => each.profile === 'sender' && each.stream !== null))
    .map(({ id }) => id);
}

function isTimeZone(zone: string): boolean {
  return Intl.supportedValuesOf('timeZone').includes(zone) || zone === 'UTC';
}
