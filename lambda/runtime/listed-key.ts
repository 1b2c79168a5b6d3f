import { EncodingType } from '@aws-sdk/client-s3';

/** Asks for keys in a form that XML can hold: it has no word for some characters that a key may have. */
export const ENCODED = { EncodingType: EncodingType.url };

/** A key as a listing gives it, which says whether it is encoded. */
export function listedKey(key: string | undefined, encoding: EncodingType | undefined): string | undefined {
  return encoding === EncodingType.url ? key && decodeURIComponent(key.replaceAll('+', ' ')) : key;
}
