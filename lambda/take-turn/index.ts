import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { z } from 'zod';
import { ENVIRONMENT } from '../../lib/contract/index.ts';
import { required } from '../runtime/environment.ts';
import { takeTurn } from './turn.ts';

const doors = { s3: new S3Client({}), sfn: new SFNClient({}), bucket: required(ENVIRONMENT.silverBucket) };
const request = z.strictObject({ execution: z.string() });

/** Takes the turn for an execution, which is told by its ARN; `others` are those that have it, of which there is none or one. */
export async function handler(event: unknown): Promise<{ others: string[] }> {
  const { execution } = request.parse(event);
  const holder = await takeTurn(doors, execution, new Date());
  return { others: holder === undefined ? [] : [holder] };
}
