import {
  type Constraint,
  type Identity,
  type Layer,
  type Question,
  questionOf,
} from '../../../../packages/iam-proof/index.ts';
import type { Places } from '../../promise/places.ts';
import type { Finding } from '../finding.ts';

/** A request that must not be allowed by one layer. */
export interface Ask {
  readonly property: string;
  readonly layer: Finding['layer'];
  readonly who: string;
  readonly question: Question;
}

/** The question if any request of `identity` is allowed that is as `where` says, by one layer as if the others let everything pass. */
export function ask(
  { app }: Pick<Places, 'app'>,
  property: string,
  layer: Layer,
  identity: Identity,
  where: Constraint,
): Ask {
  const question = questionOf(app, identity, where, [layer]);
  return { property, layer, who: identity.name, question };
}

/** The same question, asked of each layer by itself. */
export function askEach(
  layers: readonly Layer[],
  places: Pick<Places, 'app'>,
  property: string,
  identity: Identity,
  where: Constraint,
): Ask[] {
  return layers.map((layer) => ask(places, property, layer, identity, where));
}
