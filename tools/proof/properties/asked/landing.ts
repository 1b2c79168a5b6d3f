import { actionIs, both, type Constraint, keyIs, no, resourceIs } from '../../../../packages/iam-proof/index.ts';
import { ownStream, type Places, type Plant } from '../../promise/places.ts';
import { switchedRights } from '../../promise/switches.ts';
import { tagged } from '../../promise/tags.ts';
import { type Ask, ask } from './ask.ts';

const NO_OVERWRITE = 'a sender cannot put without If-None-Match, so it overwrites nothing';
const BOUND_AT_LANDING = 'landing refuses a plant that is bound to a network from anywhere else';
const BOUND_AT_STREAM = 'a plant that is bound to a network puts no record from anywhere else';
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

/** Promises of landing's policy by itself. */
export function landingAsks(places: Places): Ask[] {
  return places.plants.flatMap((plant) => [
    ...guardRails(places, plant),
    ...overwrites(places, plant),
    ...fromElsewhere(places, plant),
  ]);
}

/** Of a plant whose identity says from where it calls. */
function fromElsewhere(places: Places, plant: Plant): Ask[] {
  const network = tagged(plant.identity, 'airlock:network');
  if (network.length === 0) return [];
  const addresses = network.filter((each) => each.includes('/'));
  const endpoints = network.filter((each) => !each.includes('/'));
  const bucket = places.bucket('landing');
  const elsewhere = [
    ...(addresses.length > 0 ? [keyIs('NotIpAddress', 'aws:SourceIp', ...addresses)] : []),
    ...(endpoints.length > 0 ? [keyIs('StringNotEquals', 'aws:SourceVpce', ...endpoints)] : []),
  ];
  const ofLanding = both(resourceIs(bucket, `${bucket}/*`), ...elsewhere);
  const ofStream = both(resourceIs(ownStream(places, plant)), ...elsewhere);
  return [
    ask(places, BOUND_AT_LANDING, 'resource', plant.identity, ofLanding),
    ask(places, BOUND_AT_STREAM, 'identity', plant.identity, ofStream),
  ];
}

function guardRails(places: Places, plant: Plant): Ask[] {
  const { identity } = plant;
  const bucket = places.bucket('landing');
  const inside = resourceIs(bucket, `${bucket}/*`);
  // The bucket lets a switched action through as a whole; the identity's own policy narrows it.
  const opened = switchedRights(places, plant).flatMap(({ actions }) => actions);
  const others = both(inside, no(actionIs('s3:PutObject', 's3:AbortMultipartUpload', ...opened)));
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
  return [ask(places, NO_OVERWRITE, 'resource', identity, put)];
}
