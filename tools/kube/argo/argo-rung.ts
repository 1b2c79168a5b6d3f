import type { ControlPlane } from '../api/control-plane.ts';
import { accepted, install } from '../api/install.ts';
import { installedOf } from '../api/installed.ts';
import { isApplication } from '../application.ts';
import { statesOf } from '../check/applications.ts';
import type { Handed } from '../handed.ts';
import type { Programs } from '../programs.ts';
import type { Rendered } from '../render/rendered.ts';
import type { Outcome } from '../rung.ts';
import type { Repositories } from '../upstream/repositories.ts';
import { startArgoCd } from './argo-cd.ts';
import { outcomeOf } from './outcome.ts';
import { writeAsPodsDo } from './pods-write.ts';
import { served } from './served.ts';
import { isSettled, rest, untilSettled } from './settled.ts';
import type { ArgoSource } from './source.ts';

/** How long Applications may take to settle, and how long they must rest then. */
const SETTLE_MINUTES = 25;
const REST_MINUTES = 10;

export interface ArgoRungProps {
  readonly plane: ControlPlane;
  readonly programs: Programs;
  readonly handed: Handed;
  /** With Argo CD's own objects. */
  readonly rendered: Rendered;
  readonly from: Repositories;
  readonly source: ArgoSource;
}

/** Runs the real Argo CD on a real API server, and looks whether its Applications settle and rest. */
export async function argoRung({ plane, programs, handed, rendered, from, source }: ArgoRungProps): Promise<Outcome> {
  const installation = rendered.charts.find(({ chart }) => chart.name === 'argo-cd');
  if (installation === undefined) throw new Error('got no chart argo-cd, wanted what it installs');
  const { namespace } = installation.chart;
  const { applications, environment } = await served(handed.objects, from, plane.folder);
  const { charts, own, applications: wanted } = installedOf(handed, rendered);
  const before = [...charts, ...own].filter((object) => !isApplication(object));
  // Nothing here makes the namespace of a profile.
  await install(plane.kubectl, before, wanted);
  await startArgoCd({ plane, programs, source, objects: installation.objects, namespace, environment });
  await accepted(plane.kubectl, applications);
  const look = () => {
    plane.processes.requireRunning();
    return statesOf(plane.kubectl, namespace);
  };
  const begun = Date.now();
  const states = await untilSettled(look, SETTLE_MINUTES);
  const minutes = Math.ceil((Date.now() - begun) / 60_000);
  const { version } = source;
  if (!states.every(isSettled)) return outcomeOf({ version, minutes, states });
  const written = await writeAsPodsDo(plane);
  const { again, states: rested } = await rest(look, states, REST_MINUTES);
  // A health that is told as soon as all is there may be older than what it is of.
  return outcomeOf({ version, minutes, states: rested, rest: { again, written, minutes: REST_MINUTES } });
}
