/** How a price is known. */
type Known =
  /** A stored copy of AWS's own page has it. */
  | 'aws'
  /** A page of somebody else names it; the address is AWS's, where it is to be looked up. */
  | 'others'
  /** Nobody's page was at hand: look it up before a decision hangs on it. */
  | 'memory';

/** A list price of us-east-1 in US dollars, without free tiers, discounts and taxes. */
export interface Price {
  readonly usd: number;

  /** What one buys, such as 1,000 requests. */
  readonly units: number;
  readonly of: string;
  readonly source: string;
  readonly known: Known;
}

/** Month in which the sources were read. */
export const READ_IN = '2026-11';

/** Region whose prices these are. */
export const PRICED_REGION = 'us-east-1';

const AWS = 'https://aws.amazon.com';
const S3 = `${AWS}/s3/pricing/`;
const KINESIS = `${AWS}/kinesis/data-streams/pricing/`;
const CLOUDWATCH = `${AWS}/cloudwatch/pricing/`;
const CLOUDTRAIL = `${AWS}/cloudtrail/pricing/`;
const LAMBDA = `${AWS}/lambda/pricing/`;
const VPC = `${AWS}/vpc/pricing/`;
const BALANCER = `${AWS}/elasticloadbalancing/pricing/`;
const EC2 = `${AWS}/ec2/pricing/on-demand/`;
const KMS = `${AWS}/kms/pricing/`;

const price = (usd: number, units: number, of: string, source: string, known: Known): Price => ({
  usd,
  units,
  of,
  source,
  known,
});

export const PRICES = {
  glueDpuHour: price(0.44, 1, 'DPU-hour', `${AWS}/glue/pricing/`, 'aws'),
  kinesisShardHour: price(0.015, 1, 'shard-hour', KINESIS, 'memory'),
  kinesisPutUnit: price(0.014, 1e6, 'PUT payload units of 25 KB', KINESIS, 'memory'),
  kinesisLongShardHour: price(0.02, 1, 'shard-hour of retention beyond a day', KINESIS, 'memory'),
  lambdaRequest: price(0.2, 1e6, 'requests', LAMBDA, 'aws'),
  lambdaGbSecond: price(0.0000166667, 1, 'GB-second on x86', LAMBDA, 'others'),
  lambdaArmGbSecond: price(0.0000133334, 1, 'GB-second on Arm', LAMBDA, 'memory'),
  stateTransition: price(0.025, 1000, 'state transitions', `${AWS}/step-functions/pricing/`, 'aws'),
  scheduleInvocation: price(1, 1e6, 'invocations of a schedule', `${AWS}/eventbridge/pricing/`, 'others'),
  trailDataEvent: price(0.1, 100_000, 'data events', CLOUDTRAIL, 'aws'),
  alarmMetric: price(0.1, 1, 'metric of an alarm', CLOUDWATCH, 'memory'),
  customMetric: price(0.3, 1, 'custom metric', CLOUDWATCH, 'others'),
  dashboard: price(3, 1, 'dashboard', CLOUDWATCH, 'others'),
  logGb: price(0.5, 1, 'GB of logs taken in', CLOUDWATCH, 'others'),
  logKeptGb: price(0.03, 1, 'GB of logs kept, as compressed', CLOUDWATCH, 'memory'),
  s3GbMonth: price(0.023, 1, 'GB kept in S3 Standard', S3, 'others'),
  s3Write: price(0.005, 1000, 'PUT, COPY, POST or LIST requests', S3, 'memory'),
  s3Read: price(0.0004, 1000, 'GET or HEAD requests', S3, 'memory'),
  queueRequest: price(0.4, 1e6, 'requests to a queue', `${AWS}/sqs/pricing/`, 'memory'),
  fairRequest: price(0.1, 1e6, 'requests to a fair queue, beside it', `${AWS}/sqs/pricing/`, 'others'),
  secret: price(0.4, 1, 'secret', `${AWS}/secrets-manager/pricing/`, 'memory'),
  key: price(1, 1, 'customer key', KMS, 'memory'),
  keyRequest: price(0.03, 10_000, 'requests to a key', KMS, 'memory'),
  clusterHour: price(0.1, 1, 'hour of an EKS control plane', `${AWS}/eks/pricing/`, 'memory'),
  natHour: price(0.045, 1, 'hour of a NAT gateway', VPC, 'others'),
  natGb: price(0.045, 1, 'GB through a NAT gateway', VPC, 'others'),
  balancerHour: price(0.0225, 1, 'hour of an Application Load Balancer', BALANCER, 'memory'),
  balancerUnitHour: price(0.008, 1, 'hour of a capacity unit of it', BALANCER, 'memory'),
  addressHour: price(0.005, 1, 'hour of a public IPv4 address', VPC, 'memory'),
  endpointHour: price(0.01, 1, 'hour of an interface endpoint in a zone', `${AWS}/privatelink/pricing/`, 'others'),
  diskGbMonth: price(0.08, 1, 'GB of a gp3 disk', `${AWS}/ebs/pricing/`, 'memory'),
} as const satisfies Record<string, Price>;

/** Hours of Linux machines by their type; a type that is not here cannot be told. */
export const MACHINE_HOURS: Readonly<Record<string, Price>> = {
  'm7i.large': price(0.1008, 1, 'hour of an m7i.large', EC2, 'memory'),
  'm7i.xlarge': price(0.2016, 1, 'hour of an m7i.xlarge', EC2, 'others'),
  'm7i.2xlarge': price(0.4032, 1, 'hour of an m7i.2xlarge', EC2, 'memory'),
  'm7i.4xlarge': price(0.8064, 1, 'hour of an m7i.4xlarge', EC2, 'memory'),
  'm6i.xlarge': price(0.192, 1, 'hour of an m6i.xlarge', EC2, 'others'),
  'm5.xlarge': price(0.192, 1, 'hour of an m5.xlarge', EC2, 'others'),
};

/** What so many of a thing cost. */
export function costOf(amount: number, { usd, units }: Price): number {
  return (amount * usd) / units;
}
