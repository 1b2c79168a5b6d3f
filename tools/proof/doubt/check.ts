import { buildApp } from '../../../packages/iam-proof/app/build.ts';
import type { JsonObject } from '../../../packages/iam-proof/assembly/json.ts';
import { parseStack } from '../../../packages/iam-proof/assembly/read.ts';
import type { Assembly as Templates } from '../../../packages/iam-proof/assembly/template.ts';
import { CannotTell } from '../../../packages/iam-proof/cannot-tell.ts';
import type { Solver } from '../../../packages/iam-proof/solver/question.ts';
import { placesOf } from '../promise/places.ts';
import { asksOf, findingsOf } from '../properties/asked/every.ts';
import type { Assembly, Template } from './edit/template.ts';
import type { Layer } from './mutant.ts';
import type { Check, Judgement } from './run.ts';

/** Layers as the proof calls them. */
const LAYERS: readonly Layer[] = ['identity', 'boundary', 'resource', 'key', 'trust', 'chain', 'configuration'];

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
  const places = placesOf(buildApp(templatesOf(assembly)));
  const found: Found[] = findingsOf(places).map(({ layer, property, message }) => ({
    layer,
    said: `${property}: ${message}`,
  }));
  const asks = asksOf(places);
  // Those that can answer for the wanted layer first.
  const sorted = asks.toSorted((a, b) => Number(nameOf(b) === wanted) - Number(nameOf(a) === wanted));
  for (const ask of sorted) {
    if (wanted !== undefined && found.some(({ layer }) => layer === wanted)) break;
    const answer = await solver.find(ask.question);
    if (answer.kind === 'found') found.push({ layer: nameOf(ask), said: `${ask.property}: ${answer.request.action}` });
    if (answer.kind === 'undecided') found.push({ layer: 'unresolved', said: `${ask.property}: ${answer.reason}` });
  }
  return judgementOf(found);
}

interface Found {
  readonly layer: string;
  readonly said: string;
}

function nameOf({ layer, reportAs }: { readonly layer: string; readonly reportAs?: string }): string {
  return reportAs ?? layer;
}

function judgementOf(found: readonly Found[]): Judgement {
  const layers = [...LAYERS, 'unresolved' as const].filter((layer) => found.some((each) => each.layer === layer));
  const said = [...new Set(found.map((each) => `${each.layer}: ${each.said}`))].slice(0, 3).join('; ');
  if (found.some(({ layer }) => layer !== 'unresolved')) return { verdict: 'refuted', layers, said };
  return { verdict: found.length > 0 ? 'undecided' : 'proven', layers, said };
}

function templatesOf({ name, account, region, templates }: Assembly): Templates {
  const stacks = Object.entries(templates).map(([stack, template]) =>
    parseStack({ name: stack, account, region }, plain(template), stack),
  );
  return { folder: name, stacks };
}

/** As a template's file would hold it: without what a mistake has set to nothing. */
function plain(template: Template): JsonObject {
  return JSON.parse(JSON.stringify(template));
}
