import { join } from 'node:path';
import { once } from '../../project/installation.ts';
import { build } from '../go.ts';
import { KUBE } from '../places.ts';

const SOURCE = join(import.meta.dirname, '..', 'apiserver');
const KUBERNETES = 'v1.36.3';
const PROGRAM = join(KUBE, 'programs', `control-plane-${KUBERNETES}`);
const SOURCES = ['main.go', 'go.mod', 'go.sum'].map((file) => join(SOURCE, file));

/** The program that is each part of a control plane: built once, in minutes. */
const CONTROL_PLANE = once('control plane', `${PROGRAM}.built`, SOURCES, async () => {
  // Without these a server calls itself v0.0.0, which neither kubectl nor Helm can read.
  const [, major, minor] = /^v(\d+)\.(\d+)\./.exec(KUBERNETES) ?? [];
  const version = Object.entries({ gitVersion: KUBERNETES, gitMajor: major, gitMinor: minor })
    .map(([name, value]) => `-X k8s.io/component-base/version.${name}=${value}`)
    .join(' ');
  await build({ folder: SOURCE, command: '.', program: PROGRAM, options: ['-ldflags', `-s -w ${version}`] });
});

/** Whether a control plane starts without being built first. */
export function isControlPlaneBuilt(): boolean {
  return CONTROL_PLANE.isDone();
}

export async function controlPlaneProgram(): Promise<string> {
  if (!CONTROL_PLANE.isDone()) await CONTROL_PLANE.install();
  return PROGRAM;
}
