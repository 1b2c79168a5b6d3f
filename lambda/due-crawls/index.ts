import { GetCrawlerCommand, GlueClient } from '@aws-sdk/client-glue';
import { S3Client } from '@aws-sdk/client-s3';
import { z } from 'zod';
import { type CrawlPlan, ENVIRONMENT } from '../../lib/contract/index.ts';
import { required } from '../runtime/environment.ts';
import { readSettings } from '../runtime/settings.ts';
import { type Crawled, dueCrawls } from './due.ts';

const glue = new GlueClient({});
const doors = { s3: new S3Client({}), bronzeBucket: required(ENVIRONMENT.bronzeBucket) };
const plans = z
  .array(
    z.strictObject({
      name: z.string(),
      bucket: z.string(),
      places: z.array(z.string()),
      except: z.string().exactOptional(),
      daily: z.boolean(),
    }),
  )
  .parse(readSettings());

/** Names of the crawlers to start now. */
export async function handler(): Promise<{ due: string[] }> {
  const crawled: Crawled[] = [];
  for (const plan of plans) crawled.push({ plan, last: await lastCrawl(plan) });
  return { due: await dueCrawls(doors, crawled, new Date()) };
}

async function lastCrawl({ name }: CrawlPlan): Promise<Date | undefined> {
  const { Crawler: crawler } = await glue.send(new GetCrawlerCommand({ Name: name }));
  return crawler?.LastCrawl?.StartTime;
}
