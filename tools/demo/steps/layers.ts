import { paginateListObjectsV2 } from '@aws-sdk/client-s3';
import type { ReportData } from '../../report/data.ts';
import type { Demo } from '../demo.ts';

/** Objects and bytes that each layer holds. */
export async function layersOf(demo: Demo): Promise<ReportData['layers']> {
  const { bronze, silver, gold } = demo.config.buckets;
  return { bronze: await holding(demo, bronze), silver: await holding(demo, silver), gold: await holding(demo, gold) };
}

async function holding(demo: Demo, bucket: string): Promise<{ objects: number; bytes: number }> {
  const held = { objects: 0, bytes: 0 };
  for await (const { Contents = [] } of paginateListObjectsV2({ client: demo.deployer.s3 }, { Bucket: bucket })) {
    held.objects += Contents.length;
    held.bytes += Contents.reduce((sum, { Size = 0 }) => sum + Size, 0);
  }
  return held;
}
