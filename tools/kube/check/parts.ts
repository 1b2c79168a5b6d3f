import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config } from '../../../lib/config/config.ts';
import { makeApp } from '../../../lib/stacks/make-app.ts';
import { isApplication } from '../application.ts';
import { handedBy, templatesIn } from '../handed.ts';
import type { ApplicationState } from './applications.ts';
import type { Step } from './step.ts';

const DOES = "Kubeflow's parts are installed";

/** Names of the Applications that a configuration installs. */
export function partsOf(config: Config): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'airlock-kubeflow-'));
  // Whether a template is right is for a synthesis that deploys.
  process.env.CDK_VALIDATION = 'false';
  try {
    makeApp(config, { outdir: folder }).synth();
    return handedBy(templatesIn(folder))
      .objects.filter(isApplication)
      .map(({ metadata }) => metadata.name);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Whether every part that this app installs is in place and runs. */
export function partsStep(wanted: readonly string[], states: readonly ApplicationState[]): Step {
  const faults = wanted.flatMap(
    (name) =>
      faultOf(
        name,
        states.find((state) => state.name === name),
      ) ?? [],
  );
  if (faults.length === 0)
    return { does: DOES, works: true, words: `${wanted.length} of ${wanted.length} are in place and run.` };
  return {
    does: DOES,
    works: false,
    words: [`${wanted.length - faults.length} of ${wanted.length} are.`, ...faults].join('\n  '),
  };
}

function faultOf(name: string, state: ApplicationState | undefined): string | undefined {
  if (state === undefined) return `${name} is missing: its Application is not in the cluster`;
  if (state.sync !== 'Synced') return `${name} is not as it was ordered (${state.sync})${because(state.words)}`;
  if (state.health === 'Healthy') return undefined;
  const ill = state.ill.map(({ kind, name: object, health, words }) => `${kind} ${object} ${health}${because(words)}`);
  return `${name} is in place, and not all of it runs (${state.health})${because(ill.join('; '))}`;
}

const because = (words: string): string => (words === '' ? '' : `: ${words}`);
