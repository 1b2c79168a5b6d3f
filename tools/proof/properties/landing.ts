import type { Places, Plant } from '../promise/places.ts';
import type { Constraint } from '../solver/question.ts';
import { type Ask, ask } from './ask.ts';
import { actionIs, both, keyIs, no, resourceIs } from './constraints.ts';

const NOTHING_BUT_PUT = 'landing lets a plant put and abort, whatever its own policy says';

/** Puts that landing's own policy must refuse a plant that may do everything. */
const DANGEROUS: Readonly<Record<string, readonly Constraint[]>> = {
  "landing refuses a plant's put under a key that the plant holds": [
    keyIs('Null', 's3:x-amz-server-side-encryption-customer-algorithm', 'false'),
  ],
  "landing refuses a plant's put under another encryption than the bucket's": [
    keyIs('Null', 's3:x-amz-server-side-encryption', 'false'),
    keyIs('StringNotEquals', 's3:x-amz-server-side-encryption', 'AES256'),
  ],
  "landing refuses a plant's put in another storage class than STANDARD": [
    keyIs('Null', 's3:x-amz-storage-class', 'false'),
    keyIs('StringNotEquals', 's3:x-amz-storage-class', 'STANDARD'),
  ],
  "landing refuses a plant's put that is not signed in its header": [
    keyIs('StringNotEquals', 's3:authType', 'REST-HEADER'),
  ],
};

const OVERWRITE: readonly Constraint[] = [
  keyIs('Null', 's3:if-none-match', 'true'),
  keyIs('Bool', 's3:ObjectCreationOperation', 'true'),
];

/** What landing's policy must hold by itself, and with all else. */
export function landingAsks(places: Places): Ask[] {
  return places.plants.flatMap((plant) => [...guardRails(places, plant), ...overwrites(places, plant)]);
}

function guardRails(places: Places, { identity }: Plant): Ask[] {
  const bucket = places.bucket('landing');
  const inside = resourceIs(bucket, `${bucket}/*`);
  const others = both(inside, no(actionIs('s3:PutObject', 's3:AbortMultipartUpload')));
  return [
    ask(places, NOTHING_BUT_PUT, 'resource', identity, others),
    ...Object.entries(DANGEROUS).map(([property, conditions]) =>
      ask(places, property, 'resource', identity, both(actionIs('s3:PutObject'), inside, ...conditions)),
    ),
  ];
}

function overwrites(places: Places, { identity, profile }: Plant): Ask[] {
  if (profile !== 'sender') return [];
  const put = both(actionIs('s3:PutObject'), resourceIs(`${places.bucket('landing')}/*`), ...OVERWRITE);
  return (['resource', 'together'] as const).map((layer) =>
    ask(places, 'a sender cannot put without If-None-Match, so it overwrites nothing', layer, identity, put),
  );
}
