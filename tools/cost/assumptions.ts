/** What neither a template nor a price list says. Each is a guess that can be measured after a month, and put right here. */
export const ASSUMED = {
  hoursAMonth: { value: 730, why: 'as AWS counts a month' },
  runSeconds: { value: 120, why: 'a Glue run that finds little: Python, packages, lists and commits' },
  cleanGibAnHour: { value: 20, why: 'what one machine cleans (ADR 028)' },
  goldReadingsASecond: {
    value: 2e6,
    why: 'readings of the touched month that one machine builds gold from; not measured on Glue',
  },
  crawlMinutes: { value: 10, why: 'the least that Glue bills for a crawl' },
  crawlDpus: { value: 2, why: 'Glue does not say; AWS prices its own example with two' },
  crawlTableReads: { value: 5, why: 'reads of a Delta table, whose log is its schema' },
  filesAnHour: { value: 4, why: 'objects an hour of a view that comes as files' },
  csvBytes: { value: 50, why: "a reading in PI Integrator's text" },
  parquetBytes: { value: 8, why: "a reading in the sender's or the stream's Parquet" },
  silverBytes: { value: 12, why: 'a reading in silver' },
  goldBytes: { value: 6, why: 'a cell of gold with its share of good, as a table and as the one object' },
  recordsAMinute: { value: 1, why: 'batches of a stream while readings come, as its window says' },
  functionSeconds: { value: 3, why: 'an invocation of a function' },
  functionLogBytes: { value: 1500, why: 'what an invocation logs' },
  runLogBytes: { value: 1e6, why: 'what a Glue run logs' },
  executionLogBytes: { value: 30_000, why: 'what an execution of the state machine logs' },
  eventBytes: { value: 1500, why: 'a record of CloudTrail in a log group' },
  accessLogBytes: { value: 600, why: 'a line of an access log' },
  requestMetrics: { value: 10, why: 'request metrics of a prefix that S3 sends of the sixteen that it has' },
  pollsAMinute: { value: 15, why: 'a Lambda event source waits on an empty queue in five calls of 20 seconds' },
  readsASecond: { value: 1, why: 'a Lambda event source reads each shard once a second, idle or not' },
  managementEvents: { value: 50_000, why: 'management events a month that this deployment causes' },
  clusterLogGb: { value: 10, why: 'what a control plane logs when little happens' },
  natGb: { value: 20, why: 'images and packages that nodes load' },
  balancerUnits: { value: 0.5, why: 'capacity units of a load balancer that a few people use' },
  claimGb: { value: 40, why: "volumes that Kubeflow's pipelines claim" },
  idleTransitions: { value: 6, why: 'steps of an execution that finds nothing new' },
  workTransitions: { value: 12, why: 'further steps of one that works, without its crawls' },
  crawlLooks: { value: 6, why: 'looks at a crawl of minutes that come ever more seldom' },
  crawlTransitions: { value: 4, why: 'steps of a crawl beside the looks at it' },
} as const;

export function assumed(name: keyof typeof ASSUMED): number {
  return ASSUMED[name].value;
}
