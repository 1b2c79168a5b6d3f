/** Beginnings of the names of regions that lie in a partition of their own. */
const PARTITIONS: Readonly<Record<string, string>> = {
  'cn-': 'aws-cn',
  'us-gov-': 'aws-us-gov',
  'us-iso-': 'aws-iso',
  'us-isob-': 'aws-iso-b',
  'eu-isoe-': 'aws-iso-e',
  'us-isof-': 'aws-iso-f',
  'eusc-': 'aws-eusc',
};

/** Domains of AWS's services by partition, where it is not that of most. */
const DOMAINS: Readonly<Record<string, string>> = {
  'aws-cn': 'amazonaws.com.cn',
  'aws-iso': 'c2s.ic.gov',
  'aws-iso-b': 'sc2s.sgov.gov',
  'aws-iso-e': 'cloud.adc-e.uk',
  'aws-iso-f': 'csp.hci.ic.gov',
  'aws-eusc': 'amazonaws.eu',
};

/** Domain in which a region's services are found. */
export function domainOf(region: string): string {
  return DOMAINS[partitionOf(region)] ?? 'amazonaws.com';
}

/** Partition of AWS in which a region lies: the second word of every ARN there. */
export function partitionOf(region: string): string {
  return Object.entries(PARTITIONS).find(([beginning]) => region.startsWith(beginning))?.[1] ?? 'aws';
}
