/** A Deny of a bucket's policy that reaches fewer principals, actions or resources than it must. */

import { account, arnOf, nameOf, objects, principal, session } from '../../edit/arn.ts';
import { connectionDeny, TLS, weak } from '../../edit/denies.ts';
import { asked, condition, narrow, put, rename, widen } from '../../edit/edits.ts';
import { type BucketLayer, goldReader, pipelineRole, sender } from '../../edit/find.ts';
import { type Assembly, type Json, list, text } from '../../edit/template.ts';
import { type Mutant, mistake } from '../../mutant.ts';

/** Principals whose ARNs the Deny on all but puts goes by. */
const plants = (name: string, edit: (patterns: Json[]) => Json): Mutant =>
  weak('landing', 'DenyPlantAllButPut', name, (of) => {
    const arns = asked(of, 'ArnLike');
    arns['aws:PrincipalArn'] = edit(list(arns['aws:PrincipalArn'], 'aws:PrincipalArn'));
  });
const replaced =
  (from: string | RegExp, to: string) =>
  (patterns: Json[]): Json =>
    patterns.map((each) => text(each, 'pattern').replace(from, to));

const PATTERNS: readonly Mutant[] = [
  plants('the Deny on plants goes by roles only', (all) => all.filter((each) => String(each).includes(':role/'))),
  plants('the Deny on plants goes by users only', (all) => all.filter((each) => String(each).includes(':user/'))),
  plants('the Deny on plants goes by nobody', () => []),
  plants(
    "the Deny on plants goes by another environment's path",
    replaced(/\/airlock\/([^/]+)\/[^/]+\//, '/airlock/$1/stage/'),
  ),
  plants('the Deny on plants goes by a path with a wrong word', replaced('/plant/', '/plants/')),
  plants('the Deny on plants goes by a path that ends where the names begin', replaced('/plant/*', '/plant/')),
  plants("the Deny on plants goes by another account's identities", replaced(/::\d{12}:/, '::999999999999:')),
  plants('the Deny on plants goes by the path in other letters', replaced('/plant/', '/Plant/')),
  weak('landing', 'DenyPlantAllButPut', 'the Deny on plants goes by the ARN of a source and not of a principal', (of) =>
    rename(asked(of, 'ArnLike'), 'aws:PrincipalArn', 'aws:SourceArn'),
  ),
  weak('landing', 'DenyPlantAllButPut', "the Deny on plants goes by one plant's session", (of, assembly) =>
    put(asked(of, 'ArnLike'), 'aws:PrincipalArn', session(sender(assembly), 'plant')),
  ),
  weak('landing', 'DenySenderOverwrite', 'the Deny on overwriting goes by a name that no sender has', (of, assembly) =>
    put(asked(of, 'ArnLike'), 'aws:PrincipalArn', principal(sender(assembly)).slice(0, -3)),
  ),
  ...(['MultiFactorAuthPresent', 'ViaAWSService', 'SecureTransport'] as const).map((key) =>
    weak('landing', 'DenyPlantAllButPut', `the Deny on plants also asks that ${key} be false`, (of) =>
      put(condition(of), 'Bool', { [`aws:${key}`]: 'false' }),
    ),
  ),
  weak('landing', 'DenyPlantPresigned', 'the Deny on presigned use also asks for an address on the internet', (of) =>
    put(condition(of), 'NotIpAddress', { 'aws:SourceIp': '10.0.0.0/8' }),
  ),
];

const WRITERS = 'aws:PrincipalArn';
const exempt = (sid: string, name: string, who: (assembly: Assembly) => Json): Mutant =>
  weak('bronze', sid, name, (of, assembly) => widen(asked(of, 'ArnNotLike'), WRITERS, who(assembly)));

const EXEMPT: readonly Mutant[] = [
  exempt('DenyPutByOthers', 'bronze has a third writer', (assembly) =>
    principal(pipelineRole(assembly, 'bronze-to-silver')),
  ),
  exempt('DenyPutByOthers', 'every role of the pipeline may put into bronze', (assembly) => {
    const intake = pipelineRole(assembly, 'landing-intake');
    return principal(intake).replace(nameOf(intake), '*');
  }),
  exempt('DenyPutByOthers', 'plants may put into bronze', (assembly) => {
    return principal(sender(assembly)).replace(nameOf(sender(assembly)), '*');
  }),
  exempt(
    'DenyPutByOthers',
    "a role whose name begins with the intake's may put into bronze",
    (assembly) => `${principal(pipelineRole(assembly, 'landing-intake'))}*`,
  ),
  exempt('DenyTampering', 'every role of the account may tamper with bronze', (assembly) =>
    principal(sender(assembly)).replace(/:role\/.*/, ':role/*'),
  ),
  exempt('DenyTampering', 'a notebook may tamper with bronze', arnOf(goldReader)),
];

const actions = (name: string, ...added: readonly string[]): Mutant =>
  weak('landing', 'DenyPlantAllButPut', name, (of) => widen(of, 'NotAction', ...added));
const spared = (action: string): Mutant =>
  weak('bronze', 'DenyTampering', `the Deny on tampering spares ${action}`, (of) =>
    narrow(of, 'Action', (each) => each === action),
  );
/** A Deny that lost the bucket, or its objects. */
const only = (layer: BucketLayer, sid: string, what: 'bucket' | 'objects'): Mutant =>
  weak(
    layer,
    sid,
    `${sid} covers the ${what === 'bucket' ? 'bucket and no object' : 'objects and not the bucket'}`,
    (of) => narrow(of, 'Resource', (each) => JSON.stringify(each).includes('/*') === (what === 'bucket')),
  );

const SCOPE: readonly Mutant[] = [
  actions('the Deny on plants spares reads of objects', 's3:GetObject'),
  actions('the Deny on plants spares every Get', 's3:Get*'),
  actions('the Deny on plants spares lists', 's3:ListBucket', 's3:ListBucketVersions'),
  actions('the Deny on plants spares deletes', 's3:DeleteObject'),
  weak('landing', 'DenyPlantAllButPut', 'the Deny on plants refuses puts and spares the rest', (of) =>
    rename(of, 'NotAction', 'Action'),
  ),
  weak('landing', 'DenyPlantAllButPut', 'the Deny on plants is an Allow', (of) => put(of, 'Effect', 'Allow')),
  weak('landing', 'DenyPlantAllButPut', 'the Deny on plants is on one of them', (of, assembly) =>
    put(of, 'Principal', { AWS: principal(sender(assembly)) }),
  ),
  weak('landing', 'DenyPlantAllButPut', 'the Deny on plants is on all but a sender', (of, assembly) => {
    const who = sender(assembly);
    of.NotPrincipal = { AWS: [account(assembly), principal(who), session(who, 'plant')] };
    delete of.Principal;
  }),
  weak('bronze', 'DenyPutByOthers', 'only lambdas are refused a put into bronze', (of) =>
    put(of, 'Principal', { Service: 'lambda.amazonaws.com' }),
  ),
  weak('bronze', 'DenyPutByOthers', "only the sites' prefixes of bronze are closed to others", (of, assembly) =>
    put(of, 'Resource', objects(assembly, 'bronze', 'site=*')),
  ),
  only('landing', 'DenyPlantAllButPut', 'bucket'),
  only('landing', 'DenyPlantAllButPut', 'objects'),
  only('bronze', 'DenyTampering', 'bucket'),
  only('bronze', 'DenyTampering', 'objects'),
  ...[
    's3:DeleteObjectVersion',
    's3:PutBucketPolicy',
    's3:BypassGovernanceRetention',
    's3:PutLifecycleConfiguration',
  ].map(spared),
  mistake('resource', 'the Deny on plain HTTP at landing is on reads only', (assembly) =>
    put(connectionDeny(assembly, 'landing', TLS.plain), 'Action', 's3:GetObject'),
  ),
  mistake('resource', 'the Deny on plain HTTP at gold covers the bucket and no object', (assembly) =>
    narrow(connectionDeny(assembly, 'gold', TLS.plain), 'Resource', (each) => JSON.stringify(each).includes('/*')),
  ),
];

export const DENY_SCOPE: readonly Mutant[] = [...PATTERNS, ...EXEMPT, ...SCOPE];
