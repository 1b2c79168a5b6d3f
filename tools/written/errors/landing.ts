import type { Answer } from './answer.ts';

/** What S3 answers to a put of somebody it knows, beside AccessDenied. */
export const LANDING_ANSWERS: readonly Answer[] = [
  {
    codes: ['412 PreconditionFailed'],
    of: ['S3'],
    only: 'sender',
    cause: 'A file of this name is already stored. Mostly it is the same one, whose answer was lost.',
    action:
      'Take it for stored if the sender has noted that it put these bytes under this name. If not, put them under a new name.',
    loss: 'no',
  },
  {
    codes: ['409 ConditionalRequestConflict'],
    of: ['S3'],
    only: 'sender',
    cause: 'Two requests put the same name at once.',
    action: 'Put again. Run one sender only.',
    loss: 'no',
  },
  {
    codes: ['503 SlowDown', '500 InternalError', '503 ServiceUnavailable', '400 RequestTimeout'],
    of: ['S3'],
    cause: 'S3 is busy, or the line stalled.',
    action:
      'Wait and put again, each time twice as long. If it lasts an hour, look at the AWS Health page of the region.',
    loss: 'no',
    runbook: 'landing-silence',
  },
  {
    codes: ['404 NoSuchBucket'],
    of: ['S3'],
    cause: 'There is no bucket of this name.',
    action: 'Compare the name with the settings above. If they agree, stop the feeder and tell the cloud team at once.',
    loss: 'no',
    runbook: 'landing-silence',
  },
  {
    codes: ['301 PermanentRedirect', '307 TemporaryRedirect', '400 AuthorizationHeaderMalformed'],
    of: ['S3'],
    cause: 'The bucket lies in another region than the one that was set.',
    action: 'Set the region as above.',
    loss: 'no',
  },
  {
    codes: ['400 BadDigest', '400 XAmzContentSHA256Mismatch', '400 IncompleteBody'],
    of: ['S3'],
    cause: 'The bytes that arrived are not those that were sent.',
    action: 'Put again. If it stays, a proxy changes what passes it.',
    loss: 'no',
  },
  {
    codes: ['404 NoSuchUpload', '400 InvalidPart', '400 EntityTooSmall'],
    of: ['S3'],
    cause: 'An upload in parts was given up, or is older than two days and was swept.',
    action: 'Put the file again from its beginning.',
    loss: 'no',
  },
  {
    codes: ['400 EntityTooLarge'],
    of: ['S3'],
    cause: 'The file is larger than S3 takes in one piece (5 GiB).',
    action: 'Make smaller files: a shorter interval, or fewer assets in a view.',
    loss: 'no',
  },
  {
    codes: ['400 InvalidRequest', '400 EncryptionTypeMismatch', '400 InvalidWriteOffset', '400 TooManyParts'],
    of: ['S3'],
    cause: 'It asked for a kind of put that landing does not have, such as adding to a file that is there.',
    action: 'Set the feeder to write each file once and whole.',
    loss: 'no',
  },
];
