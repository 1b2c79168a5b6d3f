import { type Assembly, givenRights } from '../../../packages/iam-proof/index.ts';
import { placesOf } from '../promise/places.ts';
import { remainingOf } from '../promise/remaining.ts';
import { readReference } from '../reference.ts';
import { renderMatrix } from './render.ts';

/**
 * The page test/golden/airlock.md of an assembly.
 *
 * @throws CannotTell at the first thing that is not understood.
 */
export async function matrixOf(assembly: Assembly): Promise<string> {
  const places = placesOf(assembly);
  const reference = await readReference();
  const rows = places.app.identities.flatMap((identity) => givenRights(places.app, identity, reference));
  return renderMatrix(places, rows, remainingOf(places, reference));
}
