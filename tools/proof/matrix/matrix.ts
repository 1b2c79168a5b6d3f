import { buildApp } from '../../../packages/iam-proof/app/build.ts';
import type { Assembly } from '../../../packages/iam-proof/assembly/template.ts';
import { loadReference } from '../../../packages/iam-proof/reference/reference.ts';
import { placesOf } from '../promise/places.ts';
import { remainingOf } from '../promise/remaining.ts';
import { renderMatrix } from './render.ts';
import { rowsOf } from './rows.ts';

/**
 * The page test/golden/airlock.md of an assembly.
 *
 * @throws CannotTell at the first thing that is not understood.
 */
export async function matrixOf(assembly: Assembly): Promise<string> {
  const places = placesOf(buildApp(assembly));
  const reference = await loadReference();
  const rows = places.app.identities.flatMap((identity) => rowsOf(places, identity, reference));
  return renderMatrix(places, rows, remainingOf(places, reference));
}
