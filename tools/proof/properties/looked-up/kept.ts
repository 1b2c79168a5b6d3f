import { isObject, type Json, type Resource } from '../../../../packages/iam-proof/index.ts';
import { LAYERS, type Places } from '../../promise/places.ts';
import type { Finding } from '../finding.ts';

const PROPERTY = 'data stays or goes as a whole, encrypted, in a network of its own';

/** Settings of what is not a bucket, or of several buckets together. */
export function keptFindings(places: Places): Finding[] {
  return [...together(places), ...streams(places.app.resources), ...clusters(places.app.resources)];
}

function finding(who: string, message: string): Finding {
  return { property: PROPERTY, layer: 'configuration', who, message, by: [who] };
}

/** Where one bucket stays behind its stack, all do, each with its policy. */
function together(places: Places): Finding[] {
  const buckets = LAYERS.map((layer) => places.bucketResource(layer));
  const stays = buckets.some((bucket) => isRetained(bucket));
  const policies = places.app.resources.filter(
    ({ type, properties }) => type === 'AWS::S3::BucketPolicy' && buckets.some(({ ref }) => ref === properties.Bucket),
  );
  return [...buckets, ...policies]
    .filter((each) => stays && !isRetained(each))
    .map(({ source }) => finding(source, 'it goes with its stack, and other buckets stay'));
}

function isRetained({ attributes }: Resource): boolean {
  return attributes.DeletionPolicy === 'Retain';
}

function streams(resources: readonly Resource[]): Finding[] {
  return resources
    .filter(
      ({ type, properties }) =>
        type === 'AWS::Kinesis::Stream' && within(properties.StreamEncryption, 'EncryptionType') !== 'KMS',
    )
    .map(({ source }) => finding(source, 'its records are not encrypted'));
}

function clusters(resources: readonly Resource[]): Finding[] {
  return resources
    .filter(
      ({ type, properties }) =>
        type === 'AWS::EKS::Cluster' && within(properties.ResourcesVpcConfig, 'EndpointPublicAccess') !== false,
    )
    .map(({ source }) => finding(source, 'its API is open to the internet'));
}

function within(value: Json | undefined, key: string): Json | undefined {
  return isObject(value) ? value[key] : undefined;
}
