/** A role of the pipeline that may do more than its work: bronze has two writers, and each stage touches its neighbours only. */

import { type At, rename, set, together, unset, widen } from '../../edit/edits.ts';
import { find, pipelineRole } from '../../edit/find.ts';
import { on, onAll, onRegional, streamArn } from '../../edit/given.ts';
import { rights } from '../../edit/rights.ts';
import { hasSid, ownStatement } from '../../edit/statements.ts';
import { type Mutant, mistakes } from '../../mutant.ts';

/** One more right of a role, by its name. */
const may = (role: string, ...right: Parameters<ReturnType<typeof rights>>): Mutant =>
  rights('identity', role, pipelineRole(role))(...right);

const ADDED: readonly Mutant[] = [
  may('landing-intake', 'reads what it wrote into bronze', 's3:GetObject', on('bronze/*')),
  may('landing-intake', 'writes into silver', 's3:PutObject', on('silver/*')),
  may('landing-intake', 'deletes versions of landing', 's3:DeleteObjectVersion', on('landing/*')),
  may('landing-intake', 'may do everything with bronze', 's3:*', onAll('bronze')),
  may('landing-intake', 'reads a stream', ['kinesis:GetShardIterator', 'kinesis:GetRecords'], streamArn),
  may('landing-intake', 'replaces the policy of bronze', 's3:PutBucketPolicy', on('bronze')),
  may('landing-sweep', 'reads what landed', ['s3:GetObject', 's3:GetObjectVersion'], on('landing/*')),
  may('landing-sweep', 'writes into bronze', 's3:PutObject', on('bronze/*')),
  may('stream-to-bronze', 'reads silver', 's3:GetObject', on('silver/*')),
  may('stream-to-bronze', 'writes where the intake writes', 's3:PutObject', on('bronze/*')),
  may('stream-to-bronze', 'reads every stream', 'kinesis:Get*', onRegional('kinesis', 'stream/*')),
  may('bronze-to-silver', 'writes into bronze', 's3:PutObject', on('bronze/*')),
  may('bronze-to-silver', 'deletes what it read from bronze', 's3:DeleteObject', on('bronze/*')),
  may('bronze-to-silver', 'reads landing', 's3:GetObject', on('landing/*')),
  may('bronze-to-silver', 'writes into gold', 's3:PutObject', on('gold/*')),
  may('bronze-to-silver', 'bypasses the lock of bronze', 's3:BypassGovernanceRetention', on('bronze/*')),
  may('bronze-to-silver', 'reads secrets', 'secretsmanager:GetSecretValue', '*'),
  may('silver-to-gold', 'reads bronze', 's3:GetObject', on('bronze/*')),
  may('silver-to-gold', 'writes into silver', 's3:PutObject', on('silver/*')),
  may('maintenance', 'writes into bronze', 's3:PutObject', on('bronze/*')),
  may('maintenance', 'reads every bucket', 's3:Get*', 'arn:aws:s3:::*'),
  may('crawler', 'writes into gold', 's3:PutObject', on('gold/*')),
  may('crawler', 'reads all of bronze', 's3:GetObject', on('bronze/*')),
  may('crawler', 'reads landing', 's3:GetObject', on('landing/site=*')),
  may('anything-new', 'reads bronze', 's3:GetObject', on('bronze/*')),
  may('anything-new', 'starts jobs', 'glue:StartJobRun', onRegional('glue', 'job/*')),
  may('state-machine', 'invokes every function', 'lambda:InvokeFunction', '*'),
  may('state-machine', 'hands out roles', 'iam:PassRole', '*'),
  may('schedule', 'starts every state machine', 'states:StartExecution', onRegional('states', 'stateMachine:*')),
];

/** A statement of a role, by its sid. */
const said = (role: string, sid: string): At => ownStatement(pipelineRole(role), sid, hasSid(sid));

const notes = said('landing-sweep', 'ListNotes');
const news = said('anything-new', 'ListNotes');

const CHANGED = mistakes('identity', {
  'the sweep lists all of bronze': unset(notes, 'Condition'),
  'the sweep lists all of bronze but its notes': rename(notes, 'Condition.StringEquals', 'StringNotEquals'),
  'the sweep lists bronze where it names no prefix': rename(notes, 'Condition.StringEquals', 'StringEqualsIfExists'),
  'the check for news lists bronze by any prefix': together(
    unset(news, 'Condition.StringEquals'),
    set(news, { 'Condition.StringLike': { 's3:prefix': '*' } }),
  ),
  'the check for news lists silver by the empty prefix too': widen(
    said('anything-new', 'ListGivenUp'),
    'Condition.StringEquals.s3:prefix',
    '',
  ),
  'the cleaner may do everything it writes with in bronze too': widen(
    said('bronze-to-silver', 'Write'),
    'Resource',
    on('bronze/*'),
  ),
  'the cleaner writes metrics into any namespace': unset(said('bronze-to-silver', 'Measure'), 'Condition'),
  'the writer of streams writes every key of bronze': set(said('stream-to-bronze', 'WriteBronze'), {
    Resource: on('bronze/*'),
  }),
  'the writer of streams keeps failed batches anywhere in silver': set(said('stream-to-bronze', 'KeepFailedBatches'), {
    Resource: on('silver/*'),
  }),
  'the crawler reads every key of silver': widen(said('crawler', 'Read'), 'Resource', on('silver/*')),
});

/** Role of the function that keeps the keys of PI Integrators. */
const keyKeeper = find('AWS::IAM::Role', "the key keeper's", ({ properties }) =>
  /pi-integrator-key/.test(String(properties.RoleName)),
);

const keeps = rights(['identity', 'key rotation'], 'the key keeper', keyKeeper);

const KEY_KEEPER: readonly Mutant[] = [
  keeps('makes keys for any user', 'iam:CreateAccessKey', '*'),
  keeps('reads every secret', 'secretsmanager:GetSecretValue', '*'),
  keeps('puts policies on users', 'iam:PutUserPolicy', '*'),
];

export const PIPELINE: readonly Mutant[] = [...ADDED, ...CHANGED, ...KEY_KEEPER];
