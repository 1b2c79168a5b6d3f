import {
  bronzeKey,
  keyFault,
  MANIFEST_SUFFIX,
  MAX_KEY_BYTES,
  type NotedVersion,
  PROBE_VIEW,
  parseLandingKey,
  REFUSALS,
} from '../../lib/contract/index.ts';

/** Endings of what a feeder may put into landing. */
const ENDINGS = ['.csv', '.txt', '.parquet', MANIFEST_SUFFIX] as const;
const PARQUET_MAGIC = 'PAR1';

// Whoever joined the name on Windows meant a slash: the parts of such a key would be one.
const BACKSLASH = 'got a backslash, wanted slashes between the parts of the name';

export interface Refusal {
  /** One of {@link REFUSALS}. */
  readonly reason: string;
  readonly detail: string;
}

/** Number of leading bytes that {@link refuseByContent} must see of an object, 0 where its name says enough. */
export function bytesToCheck(key: string): number {
  return key.endsWith('.parquet') ? PARQUET_MAGIC.length : 0;
}

/** Why a version may not pass by its key and size in bytes, or undefined where it may. */
export function refuseByName(
  { key, versionId, size }: Pick<NotedVersion, 'key' | 'versionId' | 'size'>,
  maxBytes: number,
): Refusal | undefined {
  const unsafe = keyFault(key) ?? (key.includes('\\') ? BACKSLASH : undefined);
  if (unsafe !== undefined) return { reason: REFUSALS.key, detail: unsafe };
  const place = parseLandingKey(key);
  if (place === undefined)
    return { reason: REFUSALS.key, detail: 'wanted site=<site>/feeder=<feeder>/view=<view>/<name>' };
  if (place.view === PROBE_VIEW) return { reason: REFUSALS.probe, detail: 'a probe of the airlock, not data' };
  const keyBytes = Buffer.byteLength(bronzeKey(key, versionId));
  if (keyBytes > MAX_KEY_BYTES) {
    return {
      reason: REFUSALS.key,
      detail: `got a key of ${keyBytes} bytes with its version id, wanted ${MAX_KEY_BYTES} at most`,
    };
  }
  if (!ENDINGS.some((ending) => key.endsWith(ending))) {
    return { reason: REFUSALS.type, detail: `wanted a name that ends in ${ENDINGS.join(', ')}` };
  }
  if (size === 0) return { reason: REFUSALS.empty, detail: 'got 0 bytes' };
  if (size > maxBytes) return { reason: REFUSALS.tooLarge, detail: `got ${size} bytes, wanted ${maxBytes} at most` };
  return undefined;
}

/** Why an object may not pass by its leading bytes, or undefined where it may. */
export function refuseByContent(head: Uint8Array): Refusal | undefined {
  // A server may answer a request for a range with the whole object.
  const magic = Buffer.from(head.subarray(0, PARQUET_MAGIC.length)).toString('latin1');
  if (head.length === 0 || magic === PARQUET_MAGIC) return undefined;
  return {
    reason: REFUSALS.type,
    detail: `got a file that begins with ${JSON.stringify(magic)}, wanted "${PARQUET_MAGIC}"`,
  };
}
