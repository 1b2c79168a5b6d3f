import type { Explanation } from './explanation.ts';
import { ACCESS } from './explanations-access.ts';
import { DATA } from './explanations-data.ts';
import { KUBEFLOW } from './explanations-kubeflow.ts';
import { RUNNING } from './explanations-running.ts';

/** Every finding of the rule packs that stays, with its reason. */
export const EXPLANATIONS: readonly Explanation[] = [...ACCESS, ...DATA, ...KUBEFLOW, ...RUNNING];
