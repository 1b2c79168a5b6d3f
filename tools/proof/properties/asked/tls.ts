import { actionIs, both, either, keyIs, resourceIs, stranger } from '../../../../packages/iam-proof/index.ts';
import type { Places } from '../../promise/places.ts';
import { type Ask, ask } from './ask.ts';

const OLD_OR_NONE = either(
  keyIs('Bool', 'aws:SecureTransport', 'false'),
  keyIs('NumericLessThan', 's3:TlsVersion', '1.2'),
);

/** No bucket, queue or topic answers without TLS, whoever asks. */
export function tlsAsks(places: Places): Ask[] {
  const anybody = stranger(places.app);
  return places.app.guarded.flatMap(({ kind, guards, source }) => {
    if (kind === 'bucket') {
      const plain = both(actionIs('s3:*'), resourceIs(...guards), OLD_OR_NONE);
      return [ask(places, `${source} answers over TLS 1.2 or newer only`, 'resource', anybody, plain)];
    }
    if (kind !== 'queue' && kind !== 'topic') return [];
    const action = kind === 'queue' ? 'sqs:*' : 'sns:Publish';
    const plain = both(actionIs(action), resourceIs(...guards), keyIs('Bool', 'aws:SecureTransport', 'false'));
    return [ask(places, `${source} answers over TLS only`, 'resource', anybody, plain)];
  });
}
