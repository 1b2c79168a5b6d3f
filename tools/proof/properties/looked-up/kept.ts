import type { Resource } from '../../../../packages/iam-proof/index.ts';
import { customerKey } from '../../promise/customer-key.ts';
import { LAYERS, type Places } from '../../promise/places.ts';
import { breaking, type Finding } from '../finding.ts';
import { at, broken, buckets, ofType, type Setting } from './settings.ts';

const PROPERTY = 'data stays or goes as a whole, encrypted, in a network of its own';

/** Settings of what is not a bucket, or of several buckets together. */
const SETTINGS: readonly Setting[] = [
  {
    of: bucketsAndPolicies,
    message: 'it goes with its stack, and other buckets stay',
    holds: (each, places) => isRetained(each) || !buckets(...LAYERS)(places).some(isRetained),
  },
  {
    of: (places) => ofType('AWS::KMS::Key')(places).filter(({ arn }) => arn === customerKey(places)),
    message: 'the key goes with its stack, and buckets whose objects are under it stay',
    holds: (each, places) => isRetained(each) || !buckets(...LAYERS)(places).some(isRetained),
  },
  {
    of: ofType('AWS::Kinesis::Stream'),
    message: 'its records are not encrypted',
    holds: (stream) => at(stream, 'StreamEncryption', 'EncryptionType') === 'KMS',
  },
  {
    of: ofType('AWS::EKS::Cluster'),
    message: 'its API is open to the internet',
    holds: (cluster) => at(cluster, 'ResourcesVpcConfig', 'EndpointPublicAccess') === false,
  },
];

export function keptFindings(places: Places): Finding[] {
  return broken(SETTINGS, places, breaking(PROPERTY, 'configuration'));
}

/** Buckets and their policies: where one stays behind its stack, all do. */
function bucketsAndPolicies(places: Places): Resource[] {
  const all = buckets(...LAYERS)(places);
  const policies = ofType('AWS::S3::BucketPolicy')(places);
  return [...all, ...policies.filter(({ properties }) => all.some(({ ref }) => ref === properties.Bucket))];
}

export function isRetained({ attributes }: Resource): boolean {
  return attributes.DeletionPolicy === 'RetainExceptOnCreate' || attributes.DeletionPolicy === 'Retain';
}
