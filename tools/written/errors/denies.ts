import type { Network, Profile } from '../../../lib/config/config.ts';
import { plantArn } from '../../../lib/contract/index.ts';
import { elsewhere } from '../../../lib/extraction/plant-network.ts';
import { networkStatements } from '../../../lib/extraction/plant-policy.ts';
import { landingStatements } from '../../../lib/replica-store/landing-policy.ts';
import { holds } from '../../../packages/iam-proof/iam/conditions.ts';
import type { Statement } from '../../../packages/iam-proof/iam/policy.ts';
import { ANY, ANY_STREAM, anyLanding } from '../any-site.ts';
import { parseStatements } from '../statements.ts';

/** A Deny that can hit a feeder: what it did, and what to do about it. */
export interface DenyWords {
  readonly cause: string;
  readonly action: string;
}

const WORDS: Readonly<Record<string, DenyWords>> = {
  DenyPlantAllButPut: {
    cause: 'It asked landing for something else than to put or to give up an upload: to read, to list, to delete.',
    action: 'Turn that off in the feeder. A PI Integrator that cannot work without it needs a switch.',
  },
  DenyAllButSwitched: {
    cause: 'It asked landing for something else than to put, to give up an upload, and what its switches open.',
    action: 'Turn that off in the feeder, or ask for the switch that it needs.',
  },
  DenySenderOverwrite: {
    cause: 'It put without the header `If-None-Match: *`, so that it could have overwritten a file.',
    action: 'Send the header with each put, and with the request that completes an upload in parts.',
  },
  DenyPlantCustomerKey: {
    cause: 'It put under a key of its own (SSE-C), so that nobody here could read the file.',
    action: 'Turn customer-provided encryption off. Landing encrypts by itself.',
  },
  DenyPlantForeignKey: {
    cause: 'It put under KMS or another encryption than SSE-S3.',
    action: 'Set encryption to none, or to SSE-S3 (AES256).',
  },
  DenyPlantArchiveClass: {
    cause: 'It put into another storage class than STANDARD.',
    action: 'Leave the storage class empty, or set it to STANDARD.',
  },
  DenyPlantPresigned: {
    cause: 'It used a presigned address or a form, not a signature in the request’s header.',
    action: 'Give the feeder its own credentials. Do not hand out presigned addresses.',
  },
  DenyElsewhere: {
    cause: 'It called from an address or an endpoint that `network` of its feeder in the configuration does not name.',
    action: 'Call from the plant’s network. If its address has changed, tell the cloud team.',
  },
  DenyStreamFromElsewhere: {
    cause: 'As `DenyElsewhere`, with a stream.',
    action: 'The same.',
  },
};

/** An example of each setting that adds a Deny: a switch, and a bound network. */
const NETWORK: Network = { cidrs: ['192.0.2.0/24'], vpcEndpoints: [] };

/** The Deny statements that can hit a feeder of a profile, by sid without its number, with what to do about each. */
export function denies(profile: Profile): (DenyWords & { readonly sid: string })[] {
  const principalArn = plantArn(ANY, ANY.site, profile);
  const switches = profile === 'pi-integrator' ? ['s3:ListBucket'] : [];
  const exceptions = [{ principalArn, actions: switches, elsewhere: elsewhere(NETWORK) }];
  const onLanding = [...landingStatements(anyLanding(), ANY, []), ...landingStatements(anyLanding(), ANY, exceptions)];
  const own = networkStatements({ site: ANY.site, allow: [], network: NETWORK, streamArn: ANY_STREAM });
  const all = [...parseStatements(onLanding, 'resource'), ...parseStatements(own, 'identity')];
  const sids = all.filter((each) => mayHit(each, principalArn)).map(({ sid = '' }) => sid.replace(/\d+$/, ''));
  return [...new Set(sids)].map((sid) => ({ sid, ...wordsFor(sid) }));
}

function wordsFor(sid: string): DenyWords {
  const words = WORDS[sid];
  if (words === undefined) throw new Error(`${sid}: no words for this Deny in tools/written/errors/denies.ts`);
  return words;
}

function mayHit({ effect, conditions }: Statement, arn: string): boolean {
  const byName = conditions.filter(({ key }) => key === 'aws:principalarn');
  return effect === 'Deny' && byName.every((condition) => holds(condition, { 'aws:principalarn': arn }));
}
