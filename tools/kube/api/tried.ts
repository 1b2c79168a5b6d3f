import { rmSync } from 'node:fs';
import { run } from '../../project/run.ts';
import { hasGo } from '../go.ts';
import { layerPrograms } from '../programs.ts';
import { controlPlaneProgram } from './build.ts';
import { type ControlPlane, startControlPlane } from './control-plane.ts';

/** What is tried on a control plane of its own, which goes with it; undefined where this machine can have none. */
export async function onControlPlane<T>(
  act: (plane: ControlPlane) => Promise<T>,
  options: { readonly controllers: boolean } = { controllers: false },
): Promise<T | undefined> {
  const programs = await layerPrograms();
  if (programs === undefined || !(await hasGo())) return undefined;
  const plane = await startControlPlane(await controlPlaneProgram(), programs.kubectl, options);
  const found = await act(plane).finally(() => plane.processes.stop());
  // Where it broke off, what the programs have written stays. Argo CD takes every right on repositories that it holds.
  await run('chmod', ['-R', 'u+rwX', plane.folder]);
  rmSync(plane.folder, { recursive: true, force: true });
  return found;
}
