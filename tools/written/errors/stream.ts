import type { Answer } from './answer.ts';

/** What Kinesis answers to somebody it knows, beside AccessDeniedException for want of a right. */
export const STREAM_ANSWERS: readonly Answer[] = [
  {
    codes: ['200, FailedRecordCount above 0'],
    of: ['Kinesis'],
    cause: 'Kinesis took some records of the batch and not the others.',
    action: 'Send those with an `ErrorCode` again, and only those. A record that comes twice is counted once.',
    loss: 'yes, if the feeder does not look: Kinesis calls this a success',
  },
  {
    codes: ['400 ProvisionedThroughputExceededException', '400 KMSThrottlingException', '500 InternalFailureException'],
    of: ['Kinesis'],
    cause: 'The stream takes 1 MB or 1,000 records in a second and shard, and there were more; or Kinesis is busy.',
    action:
      'Wait and send again, each time twice as long. If it happens daily, ask for more shards (`stream.shards` of the feeder).',
    loss: 'no',
  },
  {
    codes: ['400 ResourceNotFoundException'],
    of: ['Kinesis'],
    cause: 'There is no stream of this name in this region.',
    action: 'Compare name and region with the settings above.',
    loss: 'no',
  },
  {
    codes: ['400 InvalidArgumentException', '400 ValidationException'],
    of: ['Kinesis'],
    cause: 'A record is too large, a batch has more than 500, or a partition key is missing.',
    action: 'Send smaller batches, and one reading a record.',
    loss: 'of that record, if the feeder drops it',
  },
  {
    codes: [
      '400 KMSDisabledException',
      '400 KMSInvalidStateException',
      '400 KMSNotFoundException',
      '400 KMSAccessDeniedException',
      '400 KMSOptInRequired',
    ],
    of: ['Kinesis'],
    cause:
      'The key that encrypts the stream is disabled or gone. Airlock’s streams have AWS’s own key, so somebody changed it.',
    action: 'Tell the cloud team. There is nothing to do in the plant.',
    loss: 'no',
    runbook: 'stream-errors',
  },
  {
    codes: ['400 LimitExceededException', '400 ExpiredNextTokenException'],
    of: ['Kinesis'],
    only: 'pi-integrator',
    cause: 'It asked too often, or too slowly, which streams there are.',
    action: 'Wait a minute and try again.',
    loss: 'no',
  },
  {
    codes: ['400 DryRunOperationException'],
    of: ['Kinesis'],
    cause: 'The request was a dry run, which puts nothing.',
    action: 'Send it without the dry run.',
    loss: 'no',
  },
];
