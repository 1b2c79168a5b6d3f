import { customerKey, keyOf } from '../../promise/customer-key.ts';
import type { Places } from '../../promise/places.ts';
import { breaking, type Finding } from '../finding.ts';
import { at, broken, buckets, ofType, type Setting } from './settings.ts';

const PROPERTY = "what lies behind landing is under the customer's key, or all of it under AWS's own";

const SETTINGS: readonly Setting[] = [
  {
    of: buckets('bronze', 'silver', 'gold'),
    message: 'it is under another key than bronze',
    holds: (bucket, places) => keyOf(bucket) === customerKey(places),
  },
  {
    of: buckets('landing', 'access-logs'),
    message: 'it is under a key of KMS: a plant, or the service that writes the access log, has no right on one',
    holds: (bucket) => keyOf(bucket) === undefined,
  },
  {
    of: ofType('AWS::Kinesis::Stream'),
    message: "its records are under another key than bronze's",
    holds: isUnder('StreamEncryption', 'KeyId'),
  },
  under('AWS::Logs::LogGroup', 'KmsKeyId', 'its log'),
  under('AWS::CloudTrail::Trail', 'KMSKeyId', 'its files'),
  under('AWS::SNS::Topic', 'KmsMasterKeyId', 'its messages'),
  under('AWS::SQS::Queue', 'KmsMasterKeyId', 'its messages'),
];

export function underKeyFindings(places: Places): Finding[] {
  return broken(SETTINGS, places, breaking(PROPERTY, 'configuration'));
}

function under(type: string, property: string, what: string): Setting {
  return { of: ofType(type), message: `${what}: under another key than bronze`, holds: isUnder(property) };
}

/** The customer's key where bronze has it; AWS's own, by whatever name, where it does not. */
function isUnder(...path: readonly string[]): Setting['holds'] {
  return (resource, places) => {
    const key = at(resource, ...path);
    const wanted = customerKey(places);
    return wanted === undefined ? key === undefined || String(key).startsWith('alias/aws/') : key === wanted;
  };
}
