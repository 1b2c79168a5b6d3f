import { GetJobCommand, GetJobRunsCommand, GlueClient } from '@aws-sdk/client-glue';
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { type JobSight, notSeenFrom, reasonToRun } from '../../../lambda/anything-new/decide.ts';
import { ENVIRONMENT } from '../../../lib/contract/index.ts';

const at = (time: string): Date => new Date(`2026-11-24T${time}Z`);
const job = (name: string, changed: string, started: string, completed: string): JobSight => ({
  name,
  changedAt: at(changed),
  success: { startedAt: at(started), completedAt: at(completed) },
});
const CLEAN = job('clean', '08:00:00', '10:00:00', '10:05:00');
const GOLD = job('gold', '08:00:00', '10:05:00', '10:08:00');

test('two jobs that succeeded in turn need not run', () => {
  expect(reasonToRun(CLEAN, GOLD, 60)).toBeUndefined();
});

test.each<[string, JobSight, JobSight, string]>([
  ['a clean job that never succeeded', { name: 'clean', changedAt: at('08:00:00') }, GOLD, 'clean has no run'],
  ['a gold job that never succeeded', CLEAN, { name: 'gold', changedAt: at('08:00:00') }, 'gold has no run'],
  ['a deploy during the last run', job('clean', '10:02:00', '10:00:00', '10:05:00'), GOLD, 'clean was deployed at'],
  ['a deploy within the skew before it', job('clean', '09:59:01', '10:00:00', '10:05:00'), GOLD, 'clean was deployed'],
  ['a deploy of gold alone', CLEAN, job('gold', '11:00:00', '10:05:00', '10:08:00'), 'gold was deployed at'],
  ['gold that failed after cleaning', CLEAN, job('gold', '08:00:00', '09:05:00', '09:08:00'), 'gold was last built'],
  ['gold built beside cleaning', CLEAN, job('gold', '08:00:00', '10:04:59', '10:08:00'), 'gold was last built'],
])('%s is a reason to run', (_, clean, gold, why) => {
  expect(reasonToRun(clean, gold, 60)).toContain(why);
});

test('a deploy before the skew is no reason to run', () => {
  expect(reasonToRun(job('clean', '09:58:59', '10:00:00', '10:05:00'), GOLD, 60)).toBeUndefined();
});

test('an object counts from the start of the last good cleaning on, less the skew', () => {
  expect(notSeenFrom(CLEAN, 60)).toEqual(at('09:59:00'));
  expect(notSeenFrom(CLEAN, 0)).toEqual(at('10:00:00'));
});

describe('the handler', () => {
  const glue = mockClient(GlueClient);
  const s3 = mockClient(S3Client);
  const answer = async (objects: Record<string, string>): Promise<unknown> => {
    s3.on(ListObjectsV2Command).callsFake(({ Bucket, Prefix }) => ({
      Contents: Object.entries(objects)
        .filter(([address]) => address.startsWith(`${Bucket}/${Prefix}`))
        .map(([address, time]) => ({ Key: address.slice(`${Bucket}/`.length), LastModified: at(time) })),
    }));
    const { handler } = await import('../../../lambda/anything-new/index.ts');
    return handler();
  };

  beforeAll(() => {
    Object.assign(process.env, {
      [ENVIRONMENT.cleanJob]: 'clean',
      [ENVIRONMENT.buildGoldJob]: 'gold',
      [ENVIRONMENT.clockSkewSeconds]: '60',
      [ENVIRONMENT.bronzeBucket]: 'bronze',
      [ENVIRONMENT.silverBucket]: 'silver',
    });
    glue.on(GetJobCommand).resolves({ Job: { LastModifiedOn: at('08:00:00') } });
    glue.on(GetJobRunsCommand, { JobName: 'gold' }).resolves({
      JobRuns: [{ JobRunState: 'SUCCEEDED', StartedOn: at('10:05:00'), CompletedOn: at('10:08:00') }],
    });
    glue
      .on(GetJobRunsCommand, { JobName: 'clean' })
      .resolves({ JobRuns: [{ JobRunState: 'RUNNING' }], NextToken: '2' });
    glue.on(GetJobRunsCommand, { JobName: 'clean', NextToken: '2' }).resolves({
      JobRuns: [
        { JobRunState: 'FAILED', StartedOn: at('11:00:00'), CompletedOn: at('11:01:00') },
        { JobRunState: 'SUCCEEDED', StartedOn: at('09:00:00'), CompletedOn: at('09:01:00') },
        { JobRunState: 'SUCCEEDED', StartedOn: at('10:00:00'), CompletedOn: at('10:05:00') },
      ],
    });
  });

  test('finds nothing new where every object is older than the last good cleaning', async () => {
    expect(await answer({ 'bronze/_received/a': '09:58:59', 'bronze/site=x/late': '12:00:00' })).toEqual({
      new: false,
      why: 'nothing came since 2026-11-24T09:59:00.000Z',
    });
  });

  test.each(['bronze/_received/a', 'bronze/_refused/a', 'silver/aws/lambda/a'])('finds %s', async (address) => {
    expect(await answer({ [address]: '09:59:00' })).toEqual({
      new: true,
      why: `s3://${address} came since 2026-11-24T09:59:00.000Z`,
    });
  });
});
