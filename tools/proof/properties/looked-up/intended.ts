import type { Context } from '../../../../packages/iam-proof/index.ts';
import type { Places, Plant } from '../../promise/places.ts';
import { rightsOf } from '../../promise/plant-rights.ts';
import { tagged } from '../../promise/tags.ts';
import { breaking, type Finding } from '../finding.ts';
import { refused } from '../refused.ts';

const finding = breaking('a plant can put what it is there to put', 'identity');

/** A door that nothing passes would keep every other promise too. */
export function intendedFindings(places: Places): Finding[] {
  return places.plants.flatMap((plant) => {
    const { identity } = plant;
    return rightsOf(places, plant)
      .flatMap((right) => refused(right, identity, places, sentBy(plant)))
      .map((message) => finding(identity.name, message, identity.source));
  });
}

/** What goes along with a plant's requests: as an object is made, or a part of one is put, from each network that it is bound to by its tag. */
function sentBy({ identity, profile }: Plant): Context[] {
  const bound = tagged(identity, 'airlock:network').map((word): Context => {
    return word.startsWith('vpce-') ? { 'aws:sourcevpce': word } : { 'aws:sourceip': word.replace(/\/\d+$/, '') };
  });
  const origins = bound.length === 0 ? [{}] : bound;
  // A sender calls by a session, a PI Integrator by its key.
  const session: Context = profile === 'sender' ? { 'aws:tokenissuetime': '2026-01-01T00:00:00Z' } : {};
  return origins.flatMap((origin) =>
    PUTTING.map((putting) => ({ 's3:authtype': 'REST-HEADER', ...session, ...origin, ...putting })),
  );
}

/** An object that is not there yet, and a part of one. */
const PUTTING: readonly Context[] = [
  { 's3:if-none-match': '*', 's3:objectcreationoperation': 'true' },
  { 's3:objectcreationoperation': 'false' },
];
