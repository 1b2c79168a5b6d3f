import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, aws_glue as glue, Stack, aws_s3 as s3 } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { loadConfig } from '../../lib/config/load-config.ts';
import { PipelineMachine } from '../../lib/transformation/machine/pipeline-machine.ts';

/** Template of a stack with the state machine alone, over jobs CLEAN, GOLD and MAINTENANCE. */
export function pipelineAlone(): Template {
  const outdir = mkdtempSync(join(tmpdir(), 'airlock-pipeline-'));
  try {
    return Template.fromStack(stackIn(new App({ outdir })));
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

function stackIn(app: App): Stack {
  const config = loadConfig('local');
  const stack = new Stack(app, 'Alone', { env: { account: config.account, region: config.region } });
  const job = (jobName: string): glue.IJob => glue.Job.fromJobAttributes(stack, jobName, { jobName });
  new PipelineMachine(stack, 'Pipeline', {
    config,
    bronze: s3.Bucket.fromBucketName(stack, 'Bronze', config.buckets.bronze),
    silver: s3.Bucket.fromBucketName(stack, 'Silver', config.buckets.silver),
    gold: s3.Bucket.fromBucketName(stack, 'Gold', config.buckets.gold),
    clean: job('CLEAN'),
    buildGold: job('GOLD'),
    maintenance: job('MAINTENANCE'),
    crawls: [],
  });
  return stack;
}
