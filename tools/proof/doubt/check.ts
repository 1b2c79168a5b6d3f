import {
  CannotTell,
  type JsonObject,
  parseStack,
  type Solver,
  type Assembly as Templates,
} from '../../../packages/iam-proof/index.ts';
import { placesOf } from '../promise/places.ts';
import type { Ask } from '../properties/asked/ask.ts';
import { asksOf } from '../properties/asked/every.ts';
import type { Finding } from '../properties/finding.ts';
import { brokenBy } from '../prove.ts';
import type { Assembly, Template } from './edit/template.ts';
import { LAYERS, type Layer } from './mutant.ts';
import type { Check, Judgement } from './run.ts';

/** The proof as a gate: of a mistake, it looks no further than to the first finding of the layer that must catch it. */
export function checkWith(solver: Solver): Check {
  return async (assembly, wanted) => {
    try {
      return await judge(assembly, solver, wanted);
    } catch (error) {
      if (!(error instanceof CannotTell)) throw error;
      return { verdict: 'undecided', layers: ['unresolved'], said: error.message };
    }
  };
}

async function judge(assembly: Assembly, solver: Solver, wanted: Layer | undefined): Promise<Judgement> {
  const places = placesOf(templatesOf(assembly));
  // Those that can answer for the wanted layer first.
  const answers = ({ layer }: Ask): number => Number(layer === wanted);
  const asks = asksOf(places).toSorted((a, b) => answers(b) - answers(a));
  const found: Finding[] = [];
  for await (const finding of brokenBy(places, asks, solver)) {
    found.push(finding);
    if (finding.layer === wanted) break;
  }
  return judgementOf(found);
}

function judgementOf(found: readonly Finding[]): Judgement {
  const layers = LAYERS.filter((layer) => found.some((each) => each.layer === layer));
  const words = found.map(({ layer, property, message }) => `${layer}: ${property}: ${message}`);
  const said = [...new Set(words)].slice(0, 3).join('; ');
  if (found.some(({ layer }) => layer !== 'unresolved')) return { verdict: 'refuted', layers, said };
  return { verdict: found.length > 0 ? 'undecided' : 'proven', layers, said };
}

function templatesOf({ name, account, region, assetBuckets, templates }: Assembly): Templates {
  const stacks = Object.entries(templates).map(([stack, template]) =>
    parseStack({ name: stack, account, region, assetBuckets }, plain(template), stack),
  );
  return { folder: name, stacks };
}

/** As a template's file would hold it: without what a mistake has set to nothing. */
function plain(template: Template): JsonObject {
  return JSON.parse(JSON.stringify(template));
}
