import type { Answer } from './answer.ts';

/** AWS does not know, or does not believe, who asks. */
export const CREDENTIAL_ANSWERS: readonly Answer[] = [
  {
    codes: ['403 InvalidAccessKeyId', '400 UnrecognizedClientException'],
    of: ['S3', 'Kinesis'],
    only: 'pi-integrator',
    cause: 'The access key is not known. It was mistyped, disabled or deleted.',
    action:
      'See which keys are active with `airlock key status`, and type in the one that lies in the secret. If none is active, they were revoked: ask the cloud team why.',
    loss: 'no',
    runbook: 'key-age',
  },
  {
    codes: ['403 InvalidAccessKeyId', '400 UnrecognizedClientException'],
    of: ['S3', 'Kinesis'],
    only: 'sender',
    cause: 'The session is not known. Keys of a session were used without its token.',
    action: 'Let the SDK fetch the session by `credential_process`. Do not copy keys out of it.',
    loss: 'no',
  },
  {
    codes: ['403 SignatureDoesNotMatch', '400 InvalidSignatureException', '400 IncompleteSignatureException'],
    of: ['S3', 'Kinesis'],
    cause:
      'The secret key was mistyped, a proxy on the way changed the request, or (with Kinesis) the clock is off by more than 5 minutes.',
    action:
      'Type the secret key in again, without blanks. If it stays, let the request pass the proxy unchanged, and look at the clock.',
    loss: 'no',
  },
  {
    codes: ['403 RequestTimeTooSkewed', '400 RequestExpired'],
    of: ['S3', 'Kinesis', 'IAM Roles Anywhere'],
    cause: 'The clock of the machine is off by more than 15 minutes.',
    action: 'Set the clock right and keep it so by NTP.',
    loss: 'no',
  },
  {
    codes: ['400 ExpiredToken', '400 ExpiredTokenException', '400 InvalidToken'],
    of: ['S3', 'Kinesis'],
    only: 'sender',
    cause: 'The session is over. It lasts an hour.',
    action:
      'Nothing, if it works at the next try. If not, `credential_process` fails: run its line by hand and read what it says.',
    loss: 'no',
  },
  {
    codes: ['403 AccessDeniedException'],
    of: ['IAM Roles Anywhere'],
    only: 'sender',
    cause:
      'The certificate is not taken: it has ended, was revoked, is of another authority or has another common name; or the profile or the anchor is disabled; or role and profile do not belong together.',
    action:
      'Look at its end and subject with `openssl x509 -in <certificate>.pem -noout -enddate -subject`. If both are right, ask the cloud team whether the site was shut out.',
    loss: 'no',
    runbook: 'landing-silence',
  },
  {
    codes: ['404 ResourceNotFoundException', '400 ValidationException'],
    of: ['IAM Roles Anywhere'],
    only: 'sender',
    cause: 'The ARN of the trust anchor or of the profile is mistyped, or was made anew.',
    action: 'Take both from the outputs of the stack again.',
    loss: 'no',
  },
];
