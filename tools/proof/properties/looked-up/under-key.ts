import { customerKey, keyOf } from '../../promise/customer-key.ts';
import type { Places } from '../../promise/places.ts';
import { breaking, type Finding } from '../finding.ts';
import { at, broken, buckets, ofType, type Setting } from './settings.ts';

const PROPERTY = "what lies behind landing is under the customer's key, or all of it under AWS's own";

const SETTINGS: readonly Setting[] = [
  [
    buckets('bronze', 'silver', 'gold'),
    'it is under another key than bronze',
    (bucket, places) => keyOf(bucket) === customerKey(places),
  ],
  [
    buckets('landing', 'access-logs'),
    'it is under a key of KMS: a plant, or the service that writes the access log, has no right on one',
    (bucket) => keyOf(bucket) === undefined,
  ],
  under('AWS::Kinesis::Stream', 'StreamEncryption.KeyId', 'its records'),
  under('AWS::Logs::LogGroup', 'KmsKeyId', 'its log'),
  under('AWS::CloudTrail::Trail', 'KMSKeyId', 'its files'),
  under('AWS::SNS::Topic', 'KmsMasterKeyId', 'its messages'),
  under('AWS::SQS::Queue', 'KmsMasterKeyId', 'its messages'),
];

export function underKeyFindings(places: Places): Finding[] {
  return broken(SETTINGS, places, breaking(PROPERTY, 'configuration'));
}

/** The customer's key where bronze has it; AWS's own, by whatever name, where it does not. */
function under(type: string, path: string, what: string): Setting {
  return [
    ofType(type),
    `${what}: under another key than bronze`,
    (resource, places) => {
      const key = at(resource, path);
      const wanted = customerKey(places);
      return wanted === undefined ? key === undefined || String(key).startsWith('alias/aws/') : key === wanted;
    },
  ];
}
