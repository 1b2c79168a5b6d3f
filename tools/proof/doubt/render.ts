import type { Outcome } from './run.ts';

/** The outcomes as text: a row a layer, then by name what was not caught, raised without cause or could not be planted. */
export function renderOutcomes(outcomes: readonly Outcome[]): string {
  const mutants = outcomes.filter(({ layer }) => layer !== undefined);
  const layers = [...new Set(mutants.map(({ layer }) => layer ?? ''))].toSorted();
  const rows = layers.map((layer) =>
    row(
      layer,
      mutants.filter((each) => each.layer === layer),
    ),
  );
  return [['layer', 'planted', 'caught', 'seconds'], ...rows, row('all', mutants)]
    .map(columns)
    .concat(
      named(outcomes, 'missed'),
      named(outcomes, 'false alarm'),
      named(outcomes, 'not planted'),
      cleanLine(outcomes),
    )
    .join('\n');
}

function row(layer: string, outcomes: readonly Outcome[]): string[] {
  const planted = outcomes.filter(({ result }) => result !== 'not planted');
  const caught = planted.filter(({ result }) => result === 'caught');
  const seconds = planted.reduce((sum, each) => sum + each.seconds, 0);
  return [layer, String(planted.length), String(caught.length), seconds.toFixed(1)];
}

function columns([layer = '', ...figures]: readonly string[]): string {
  return layer.padEnd(14) + figures.map((figure) => figure.padStart(9)).join('');
}

function named(outcomes: readonly Outcome[], result: Outcome['result']): string[] {
  return outcomes
    .filter((each) => each.result === result)
    .map(({ name, layer, said }) => `${result}: ${layer === undefined ? '' : `[${layer}] `}${name} (${said})`);
}

function cleanLine(outcomes: readonly Outcome[]): string {
  const clean = outcomes.filter(({ result }) => result === 'clean').map(({ name }) => name);
  return `clean as shipped: ${clean.join('; ') || 'none'}`;
}
