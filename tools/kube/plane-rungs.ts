import { existsSync } from 'node:fs';
import { apiRung } from './api/api-rung.ts';
import { installedOf } from './api/installed.ts';
import { onControlPlane } from './api/tried.ts';
import { argoRung } from './argo/argo-rung.ts';
import { argoSourceAt, versionIn } from './argo/source.ts';
import type { Handed } from './handed.ts';
import { layerPrograms } from './programs.ts';
import type { Rendered } from './render/rendered.ts';
import type { Outcome } from './rung.ts';
import { secretsRung } from './secrets/secrets-rung.ts';
import { programOf } from './upstream/program.ts';
import type { Repositories } from './upstream/repositories.ts';

const NO_GO = 'it wants Go, which builds the API server, and Linux (x64)';
/** With the provider that is used here, and no other. */
const EXTERNAL_SECRETS = { repository: 'external-secrets/external-secrets', command: '.', tags: 'aws' };
const NOT_RENDERED = 'everything has to be rendered first';

const skipped = (rung: string, why: string): Outcome => ({ rung, facts: [], findings: [], left: [why] });

/** The rung of the API server. */
export async function onApi(handed: Handed, rendered: Rendered | undefined): Promise<Outcome> {
  if (rendered === undefined) return skipped('api', NOT_RENDERED);
  const outcome = await onControlPlane(({ kubectl }) => apiRung(kubectl, installedOf(handed, rendered)));
  return outcome ?? skipped('api', NO_GO);
}

/** The rung of Argo CD, out of a folder with the source of the version that the chart installs. */
export async function onArgo(
  handed: Handed,
  rendered: Rendered | undefined,
  from: Repositories,
  folder: string,
): Promise<Outcome> {
  const programs = await layerPrograms();
  const source = argoSourceAt(folder);
  if (rendered === undefined || programs === undefined) return skipped('argo', NOT_RENDERED);
  if (source === undefined) return skipped('argo', `it wants a checkout of Argo CD's source in ${folder}`);
  const wanted = versionIn(rendered) ?? source.version;
  if (wanted !== source.version)
    return skipped('argo', `the chart installs Argo CD ${wanted}, and ${folder} has ${source.version}`);
  const outcome = await onControlPlane((plane) => argoRung({ plane, programs, handed, rendered, from, source }), {
    controllers: true,
  });
  return outcome ?? skipped('argo', NO_GO);
}

/** The rung of External Secrets, built from the source that its chart is of. */
export async function onSecrets(handed: Handed, rendered: Rendered | undefined, from: Repositories): Promise<Outcome> {
  const chart = handed.charts.find(({ name }) => name === 'external-secrets');
  if (rendered === undefined || chart === undefined) return skipped('secrets', NOT_RENDERED);
  if (!rendered.charts.some((each) => each.chart === chart)) return skipped('secrets', 'its chart could not be had');
  const program = await programOf({ ...EXTERNAL_SECRETS, revision: `helm-chart-${chart.version}` }, from);
  if (!existsSync(program)) return skipped('secrets', program);
  const outcome = await onControlPlane((plane) => secretsRung({ plane, handed, rendered, program }));
  return outcome ?? skipped('secrets', NO_GO);
}
