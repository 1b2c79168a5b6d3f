import { z } from 'zod';
import { STATISTICS } from '../contract/index.ts';
import { accessSchema, checkAccess } from './access-schema.ts';
import { iamRoleArn } from './arns.ts';
import { checkDatasets, checkFeeders, checkProfiles, checkSiteIds } from './config-checks.ts';
import { type columnSchema, name, positive, type SWITCH_NAMES, siteId, siteSchema } from './feeder-schema.ts';
import { checkOwners } from './owner-checks.ts';
import { checkSamples } from './sample-checks.ts';
import { checkDatasetNames, checkSense, checkViews } from './sense-checks.ts';

export { columnSchema, digitalStateSchema, POINT_TYPES, systemStateSchema } from './feeder-schema.ts';

const bucketName = z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'an S3 bucket name');

// Silence is watched in periods of five minutes; a day is as far as CloudWatch looks back over these.
const silenceMinutes = positive.multipleOf(5).max(1440);
const PRIVATE_16 = /^(10\.\d{1,3}|172\.(1[6-9]|2\d|3[01])|192\.168)\.0\.0\/16$/;
const schedule = z.strictObject({ enabled: z.boolean(), everyMinutes: positive });
export const datasetSchema = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9_]{0,63}$/, 'a dataset name of a-z, 0-9 and "_"'),
  site: siteId,
  view: name,
  gridSeconds: positive,
  /** What stands beside the sample of each cell; none as it comes. */
  statistics: z
    .array(z.enum(STATISTICS))
    .refine((all) => new Set(all).size === all.length, 'a statistic named once')
    .optional(),
});

/** Days that CloudWatch Logs can be asked to keep a log, of those that outlive a week. */
const RETENTION_DAYS = [
  14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;
const kmsKeyArn = z.string().regex(/^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[A-Za-z0-9-]+$/, 'the ARN of a KMS key');
const PEM_FILE = 'the path of a PEM file of CA certificates, relative to config/';
const PRIVATE_AUTHORITY = 'the ARN of an authority of AWS Private CA';
const privateAuthorityArn = z
  .string()
  .regex(/^arn:aws[a-z-]*:acm-pca:[a-z0-9-]+:\d{12}:certificate-authority\/[0-9a-f-]+$/, PRIVATE_AUTHORITY);
/** The authority whose certificates senders show: of a file, or one of AWS Private CA. */
const certificateAuthority = z.union(
  [z.string().regex(/\.pem$/, PEM_FILE), z.strictObject({ acmPcaArn: privateAuthorityArn })],
  { error: `${PEM_FILE}, or { "acmPcaArn": ${PRIVATE_AUTHORITY} }` },
);
const subscriber = z.union(
  [z.email(), z.url({ protocol: /^https$/ }), z.string().regex(/^arn:aws[a-z-]*:(sqs|lambda):[a-z0-9-]+:\d{12}:.+$/)],
  { error: 'an e-mail address, an https:// address, or the ARN of a queue or a function' },
);
/** Namespaces of Kubernetes, of what Kubeflow consists of, and of what installs it; whoever owned one could change it. */
const NOT_OF_THE_CLUSTER =
  /^(?!(argocd|auth|cert-manager|default|external-secrets|istio|knative|kube|kubeflow|oauth2-proxy)(-|$))/;
const notebookProfile = z.strictObject({
  // The name of a Kubernetes namespace.
  name: z
    .string()
    .regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, 'a profile name of a-z, 0-9 and "-"')
    .regex(NOT_OF_THE_CLUSTER, "a profile name that is none of the cluster's own namespaces"),
  // The address that people sign in with. The sample user's password is public.
  owner: z
    .email()
    .refine((owner) => owner !== 'user@example.com', "the e-mail address of a person, not upstream's sample user"),
  /** All that its notebooks read of gold. Left out, they read every dataset. */
  datasets: z.array(z.string()).min(1).optional(),
});
const notebookImage = z.union([
  // A tag can be moved; a digest cannot.
  z.strictObject({ from: z.string().regex(/^[^\s@]+@sha256:[0-9a-f]{64}$/, 'an image by its digest, …@sha256:…') }),
  z.strictObject({
    uri: z
      .string()
      .regex(
        /^[^\s@:/]+(:\d+)?\/[^\s@:]+(:[\w.-]+|(:[\w.-]+)?@sha256:[0-9a-f]{64})$/,
        'an image with its registry, and its tag or digest',
      ),
  }),
]);
const kubeflow = z.discriminatedUnion('enabled', [
  z.strictObject({ enabled: z.literal(false) }),
  z.strictObject({
    enabled: z.literal(true),
    // A branch or a tag can be moved; a commit cannot.
    commit: z.string().regex(/^[0-9a-f]{40}$/, 'a whole commit id of kubeflow/community-distribution'),
    // With two zones the private subnets alone take a quarter of it.
    vpcCidr: z.string().regex(PRIVATE_16, 'a private range of 16 bits, such as 10.0.0.0/16'),
    argoCdChart: z.string().regex(/^\d+\.\d+\.\d+$/, 'a version of the Helm chart argo-cd'),
    // A "g" behind the number is AWS's own processor, for which notebooks have no image.
    instanceType: z
      .string()
      .regex(/^(?!a1\.|[a-z]+\d+[a-z]*g)[a-z0-9-]+\.[a-z0-9-]+$/, 'an EC2 instance type of x86-64, such as m7i.xlarge'),
    nodes: z
      .strictObject({ min: positive, max: positive })
      .refine(({ min, max }) => min <= max, 'a "min" that is not above "max"'),
    adminRoleArn: iamRoleArn,
    access: accessSchema,
    /** Image that notebooks start with: `from` is what ours is built on, `uri` is one of your own. */
    notebookImage,
    profiles: z
      .array(notebookProfile)
      .min(1)
      .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, 'a profile name used once'),
  }),
]);

/** Of the parts of a repository's name none ends with a "-", and no two follow each other. */
const PART_OF_NAMES = /^(?!.*-(-|$))[a-z][a-z0-9-]{1,15}$/;

const fields = z.strictObject({
  $schema: z.string(),
  app: z.string().regex(PART_OF_NAMES, 'an application name of a-z, 0-9 and "-" between them'),
  environment: z.string().regex(PART_OF_NAMES, 'an environment name of a-z, 0-9 and "-" between them'),
  account: z.string().regex(/^\d{12}$/, 'a 12-digit account id'),
  region: z.string().regex(/^[a-z]{2,4}(-[a-z]+)+-\d$/, 'an AWS region'),
  availabilityZones: z.array(z.string()).min(2),
  removalPolicy: z.enum(['retain', 'destroy']),
  breakGlassRoleArn: iamRoleArn.nullable(),
  // Role in which CloudFormation changes the stacks, where it is not the bootstrap's: of `--role-arn`, or of the CLI itself.
  executionRoleArn: iamRoleArn.optional(),
  // Of the organization, for every role but the plants', which have their own.
  permissionsBoundary: z
    .string()
    .regex(/^arn:aws[a-z-]*:iam::(\d{12}|aws):policy\/.+$/, 'the ARN of an IAM policy')
    .optional(),
  certificateAuthority,
  ownerTags: z.record(z.string(), z.string()),
  buckets: z.strictObject({
    accessLogs: bucketName,
    landing: bucketName,
    bronze: bucketName,
    silver: bucketName,
    gold: bucketName,
  }),
  /** Key of everything but landing and the access logs: one that is made, a KMS key that is there, or AWS's own keys for `null`. */
  customerKey: z.union([z.literal('create'), z.strictObject({ arn: kmsKeyArn })]).nullable(),
  // Longer than the week within which a mistake is noticed.
  accessLogs: z.strictObject({ expireAfterDays: positive.min(14) }),
  logs: z.strictObject({
    /** Control Tower asks for 365 at least; the signed files of the trail stay as long as `accessLogs` says, whatever this is. */
    retentionDays: z.literal(RETENTION_DAYS),
  }),
  /** What the account may cost in a month, of which the alarms' topic is told; `null` for no budget. */
  budget: z.strictObject({ monthlyUsd: positive }).nullable(),
  landing: z.strictObject({ expireAfterDays: positive }),
  bronze: z.strictObject({ objectLockDays: positive.nullable() }),
  extraction: z.strictObject({
    /** Days that an access key of a PI Integrator may live; the next one is made two weeks earlier. */
    keyMaxAgeDays: positive.min(30).max(90),
  }),
  intake: z.strictObject({
    // CopyObject takes 5 GiB at most, so nothing larger can pass the inner door.
    maxObjectBytes: positive.max(5 * 1024 ** 3),
    /** Of the function; its messages are hidden from others for six times as long. */
    timeoutSeconds: positive.max(900),
    maxReceives: positive.max(1000),
    memoryMb: positive.min(128).max(10_240),
    sweep: schedule,
  }),
  // The bounds of Lambda.
  stream: z.strictObject({
    batchSize: positive.max(10_000),
    windowSeconds: z.int().min(0).max(300),
    retryAttempts: z.int().min(0).max(10_000),
    // An hour of trouble must lose nothing.
    maxRecordAgeSeconds: positive.min(3600).max(604_800),
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
    /** The most that a site puts into landing. */
    bytesPerHour: positive,
    objectsPerHour: positive,
    /** Who is told of alarms and costs, beside those who subscribe to the topic themselves. */
    subscribers: z.array(subscriber),
    /** Address at which docs/runbooks is read in a browser, for the dashboard's links. */
    runbooksUrl: z.url().nullable(),
  }),
  transformation: z.strictObject({
    glueVersion: z.enum(['5.1', '6.0']),
    workerType: z.enum(['G.1X', 'G.2X', 'G.4X']),
    // The most that a run gets: the state machine starts it with as many as its new bytes need.
    workers: positive.min(2),
    spark: z.strictObject({
      /** New data from which a run is more than one machine's work: Spark carries its tasks, one more worker for each as much again. */
      fromGiB: positive,
    }),
    gold: z.strictObject({
      /** Size above which a dataset is an object a month, with a manifest, and no longer one object. */
      singleObjectUpToGiB: positive,
    }),
    // The bound of Glue.
    timeoutMinutes: positive.max(10_080),
    schedule,
    maintenance: schedule,
    // By how much the clocks of S3 and Glue may differ; too much costs a needless run, too little leaves data lying.
    clockSkewSeconds: z.int().nonnegative(),
    // Less than Delta's own week would let a vacuum take files from under a long query.
    timeTravelDays: positive.min(7),
  }),
  consumption: z.strictObject({ kubeflow }),
  sites: z.array(siteSchema).min(1),
  datasets: z.array(datasetSchema).min(1),
});

/** The form of config/<environment>.json; config/schema.json is made from it. */
export const configSchema = fields.superRefine((config, context) => {
  checkDatasets(config, context);
  checkSiteIds(config.sites, context);
  checkFeeders(config, context);
  checkViews(config.sites, context);
  checkDatasetNames(config, context);
  checkProfiles(config, context);
  checkSense(config, context);
  checkSamples(config, context);
  checkCustomerKey(config, context);
  checkAccess(config, context);
  checkOwners(config, context);
  if (config.removalPolicy === 'retain' && config.breakGlassRoleArn === null) {
    context.addIssue({
      code: 'custom',
      path: ['breakGlassRoleArn'],
      input: null,
      message: 'the ARN of a break-glass role, since nothing else may delete retained data',
    });
  }
});

/** A bucket, a stream or a log takes a key of its own region only. */
function checkCustomerKey({ customerKey, region }: z.infer<typeof fields>, context: z.RefinementCtx): void {
  const arn = customerKey === null || customerKey === 'create' ? undefined : customerKey.arn;
  if (arn === undefined || arn.split(':')[3] === region) return;
  context.addIssue({ code: 'custom', path: ['customerKey', 'arn'], input: arn, message: `a key of ${region}` });
}

export type Column = z.infer<typeof columnSchema>;
export type Config = z.infer<typeof configSchema>;
export type Feeder = Config['sites'][number]['feeders'][number];
export type Profile = Feeder['profile'];
export type Network = NonNullable<Feeder['network']>;
/** An S3 verb beside putting that a site opts into. */
export type SwitchName = (typeof SWITCH_NAMES)[number];
export type Kubeflow = Extract<Config['consumption']['kubeflow'], { enabled: true }>;
/** How people get to Kubeflow by a name of the company's own, signed in by its own OpenID provider. */
export type Ingress = NonNullable<Kubeflow['access']['ingress']>;

export type Site = Config['sites'][number];

/** The sites of the first stack, and of the others by their numbers. */
export function sitesByStack({ sites }: Pick<Config, 'sites'>): { first: Site[]; others: Map<number, Site[]> } {
  const of = (number: number): Site[] => sites.filter(({ stack = 1 }) => stack === number);
  const numbers = [...new Set(sites.map(({ stack = 1 }) => stack))].filter((number) => number > 1);
  return { first: of(1), others: new Map(numbers.toSorted((a, b) => a - b).map((number) => [number, of(number)])) };
}

/** Sites that have a PI Integrator. */
export function integratorSites({ sites }: Pick<Config, 'sites'>): string[] {
  return sites.filter(({ feeders }) => feeders.some(({ profile }) => profile === 'pi-integrator')).map(({ id }) => id);
}

/** Sites that have a stream. */
export function streamingSites({ sites }: Pick<Config, 'sites'>): string[] {
  return sites.filter(({ feeders }) => feeders.some(({ stream }) => stream !== null)).map(({ id }) => id);
}
