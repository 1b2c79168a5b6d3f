/** A role of the pipeline that may do more than its work: bronze has two writers, and each stage touches its neighbours only. */

import { objects, on, onAll, onRegional, streamArn } from '../../edit/arn.ts';
import { asked, condition, identityDocuments, lose, put, rename, statements, widen } from '../../edit/edits.ts';
import { find, type Place, pipelineRole } from '../../edit/find.ts';
import { rights } from '../../edit/rights.ts';
import { type Assembly, isObject, type JsonObject } from '../../edit/template.ts';
import { type Mutant, mistake } from '../../mutant.ts';

/** One more right of a role, by its name. */
const may = (role: string, ...right: Parameters<ReturnType<typeof rights>>): Mutant =>
  rights('identity', role, (assembly) => pipelineRole(assembly, role))(...right);

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
const said = (assembly: Assembly, role: string, sid: string): JsonObject => {
  const all = identityDocuments(pipelineRole(assembly, role)).flatMap(statements).filter(isObject);
  const found = all.find((each) => each.Sid === sid);
  if (found === undefined) throw new Error(`${role} has no statement ${sid}`);
  return found;
};

const changed = (role: string, sid: string, name: string, edit: (of: JsonObject, assembly: Assembly) => void): Mutant =>
  mistake('identity', name, (assembly) => edit(said(assembly, role, sid), assembly));

const CHANGED: readonly Mutant[] = [
  changed('landing-sweep', 'ListNotes', 'the sweep lists all of bronze', (of) => lose(of, 'Condition')),
  changed('landing-sweep', 'ListNotes', 'the sweep lists all of bronze but its notes', (of) =>
    rename(condition(of), 'StringEquals', 'StringNotEquals'),
  ),
  changed('landing-sweep', 'ListNotes', 'the sweep lists bronze where it names no prefix', (of) =>
    rename(condition(of), 'StringEquals', 'StringEqualsIfExists'),
  ),
  changed('anything-new', 'ListNotes', 'the check for news lists bronze by any prefix', (of) => {
    delete condition(of).StringEquals;
    condition(of).StringLike = { 's3:prefix': '*' };
  }),
  changed('anything-new', 'ListGivenUp', 'the check for news lists silver by the empty prefix too', (of) =>
    widen(asked(of, 'StringEquals'), 's3:prefix', ''),
  ),
  changed('bronze-to-silver', 'Write', 'the cleaner may do everything it writes with in bronze too', (of, assembly) =>
    widen(of, 'Resource', objects(assembly, 'bronze')),
  ),
  changed('bronze-to-silver', 'Measure', 'the cleaner writes metrics into any namespace', (of) =>
    lose(of, 'Condition'),
  ),
  changed('stream-to-bronze', 'WriteBronze', 'the writer of streams writes every key of bronze', (of, assembly) =>
    put(of, 'Resource', objects(assembly, 'bronze')),
  ),
  changed(
    'stream-to-bronze',
    'KeepFailedBatches',
    'the writer of streams keeps failed batches anywhere in silver',
    (of, assembly) => put(of, 'Resource', objects(assembly, 'silver')),
  ),
  changed('crawler', 'Read', 'the crawler reads every key of silver', (of, assembly) =>
    widen(of, 'Resource', objects(assembly, 'silver')),
  ),
];

/** Role of the function that keeps the keys of PI Integrators. */
const keyKeeper = (assembly: Assembly): Place =>
  find(assembly, 'AWS::IAM::Role', "the key keeper's", ({ properties }) =>
    /pi-integrator-key/.test(String(properties.RoleName)),
  );

const keeps = rights(['identity', 'key rotation'], 'the key keeper', keyKeeper);

const KEY_KEEPER: readonly Mutant[] = [
  keeps('makes keys for any user', 'iam:CreateAccessKey', '*'),
  keeps('reads every secret', 'secretsmanager:GetSecretValue', '*'),
  keeps('puts policies on users', 'iam:PutUserPolicy', '*'),
];

export const PIPELINE: readonly Mutant[] = [...ADDED, ...CHANGED, ...KEY_KEEPER];
