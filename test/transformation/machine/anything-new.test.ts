import { GetJobCommand, GetJobRunsCommand, GlueClient, type JobRun } from '@aws-sdk/client-glue';
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { type JobSight, notSeenFrom, reasonToRun } from '../../../lambda/anything-new/decide.ts';
import { ENVIRONMENT, noteKey, type Verdict } from '../../../lib/contract/index.ts';
import { type ListedObject, objectsPage } from '../../support/listed-bucket.ts';

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

const CLEANED: JobRun[] = [
  { JobRunState: 'FAILED', StartedOn: at('11:00:00'), CompletedOn: at('11:01:00') },
  { JobRunState: 'SUCCEEDED', StartedOn: at('09:00:00'), CompletedOn: at('09:01:00') },
  { JobRunState: 'SUCCEEDED', StartedOn: at('10:00:00'), CompletedOn: at('10:05:00') },
];

describe('the handler', () => {
  const glue = mockClient(GlueClient);
  const s3 = mockClient(S3Client);
  const answer = async (...objects: (ListedObject & { readonly bucket: string })[]): Promise<unknown> => {
    const inOrder = objects.sort((a, b) => (a.Key < b.Key ? -1 : 1));
    s3.on(ListObjectsV2Command).callsFake((input) =>
      objectsPage(
        inOrder.filter(({ bucket }) => bucket === input.Bucket),
        input,
      ),
    );
    const { handler } = await import('../../../lambda/anything-new/index.ts');
    return handler();
  };
  const noteAt = (writtenAt: Date, size = 5, verdict: Verdict = 'received', name = 'a') => ({
    bucket: 'bronze',
    Key: noteKey(verdict, writtenAt, {
      key: `site=x/${name}`,
      versionId: 'v',
      etag: 'e',
      size,
      landedAt: at('00:00:00').toISOString(),
      ordinal: 0,
    }),
    LastModified: writtenAt,
  });

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
  });

  /** Makes `runs` the second page of the clean job's. */
  const hold = (runs: JobRun[] = CLEANED): void => {
    glue
      .on(GetJobRunsCommand, { JobName: 'clean' })
      .resolves({ JobRuns: [{ JobRunState: 'RUNNING' }], NextToken: '2' });
    glue.on(GetJobRunsCommand, { JobName: 'clean', NextToken: '2' }).resolves({ JobRuns: runs });
  };

  beforeEach(() => {
    s3.resetHistory();
    hold();
  });

  test('finds nothing new where every note and batch is older than the last good cleaning', async () => {
    const old = { bucket: 'silver', Key: 'aws/lambda/a', LastModified: at('09:58:59'), Size: 7 };
    const late = { bucket: 'bronze', Key: 'site=x/late', LastModified: at('12:00:00'), Size: 7 };
    expect(await answer(noteAt(at('09:58:59')), old, late)).toEqual({
      new: false,
      why: 'nothing came since 2026-11-24T09:59:00.000Z',
      bytes: 0,
    });
  });

  test.each<[string, ListedObject & { readonly bucket: string }, number]>([
    ['what was received', noteAt(at('09:59:00')), 5],
    ['what was refused, of which no byte is read', noteAt(at('09:59:00'), 5, 'refused'), 0],
    ['a batch given up', { bucket: 'silver', Key: 'aws/lambda/a', LastModified: at('09:59:00'), Size: 7 }, 7],
  ])('finds %s, and its bytes', async (_, object, bytes) => {
    expect(await answer(object)).toEqual({
      new: true,
      why: `s3://${object.bucket}/${object.Key} came since 2026-11-24T09:59:00.000Z`,
      bytes,
    });
  });

  test('sums what is new alone', async () => {
    const notes = [
      noteAt(at('09:00:00'), 100),
      ...['b', 'c'].map((name) => noteAt(at('11:00:00'), 10, 'received', name)),
    ];
    expect(await answer(...notes)).toMatchObject({ bytes: 20 });
  });

  test('sums it where the jobs must run anyway, too', async () => {
    hold([]);
    expect(await answer(noteAt(at('09:00:00'), 100))).toEqual({
      new: true,
      why: 'clean has no run that succeeded',
      bytes: 100,
    });
  });

  test.each([10_000, 100_000])('after %i notes of older days it lists one page of each place', async (old) => {
    const history = Array.from({ length: old }, (_, index) =>
      noteAt(new Date('2026-10-01T00:00:00Z'), 5, 'received', String(index).padStart(7, '0')),
    );
    expect(await answer(...history, noteAt(at('11:00:00')))).toMatchObject({ new: true, bytes: 5 });
    expect(s3.commandCalls(ListObjectsV2Command)).toHaveLength(3);
  });
});
