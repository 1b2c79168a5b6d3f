import type { ControlPlane } from '../api/control-plane.ts';
import { accepted, install } from '../api/install.ts';
import { installedOf, isPlace } from '../api/installed.ts';
import type { Handed } from '../handed.ts';
import { groupOf } from '../objects.ts';
import type { Rendered } from '../render/rendered.ts';
import type { Outcome } from '../rung.ts';
import { hashVariables } from './hashes.ts';
import { madeOf } from './made.ts';
import { secretsManager } from './manager.ts';
import { startOperator } from './operator.ts';
import { type ClusterExternalSecret, faultsOf, isClusterExternalSecret, namesIn, namespaceOf } from './wanted.ts';

/** How long a Secret may take, and how long one must not have come that is refused. */
const MADE_SECONDS = 90;
const REFUSED_SECONDS = 10;

export interface SecretsRungProps {
  readonly plane: ControlPlane;
  readonly handed: Handed;
  readonly rendered: Rendered;
  /** External Secrets' own program. */
  readonly program: string;
}

/** Runs the real External Secrets on a real API server: each Secret is what its template says, and a profile gets none. */
export async function secretsRung({ plane, handed, rendered, program }: SecretsRungProps): Promise<Outcome> {
  const charts = rendered.charts.filter(({ chart }) => chart.name === 'external-secrets');
  const { charts: operator, own, applications } = installedOf(handed, { ...rendered, charts });
  const asked = own.filter((object) => groupOf(object) === 'external-secrets.io');
  const wanted = asked.filter(isClusterExternalSecret);
  const hashes = hashVariables(applications);
  const manager = await secretsManager(namesIn(wanted));
  try {
    await install(plane.kubectl, [...applications.filter(isPlace), ...operator, ...asked], applications);
    await startOperator(plane, program, operator, manager.address);
    const faults = await Promise.all(wanted.map((each) => faultsIn(plane, each, hashes)));
    const profiles = applications.filter(({ kind }) => kind === 'Profile').map(({ metadata }) => metadata.name);
    const got = await Promise.all(profiles.map((profile) => gotBy(plane, profile, wanted)));
    const of = (lists: readonly string[][]) =>
      `${lists.filter(({ length }) => length === 0).length} of ${lists.length}`;
    return {
      rung: 'secrets',
      facts: [
        `External Secrets ${charts[0]?.chart.version}, with the rights of its account`,
        `${of(faults)} Secrets hold what their templates say`,
        `${of(got)} profiles get none of them, though somebody asks in their namespace`,
      ],
      findings: [...faults, ...got].flat(),
      left: [],
    };
  } finally {
    manager.server.close();
  }
}

async function faultsIn(
  plane: ControlPlane,
  wanted: ClusterExternalSecret,
  hashes: ReadonlySet<string>,
): Promise<string[]> {
  const namespace = namespaceOf(wanted);
  const { data, said } = await madeOf(plane, namespace, wanted.spec.externalSecretName, MADE_SECONDS);
  return data === undefined
    ? [`${namespace}/${wanted.metadata.name}: got no Secret; ${said}`]
    : faultsOf(wanted, data, hashes);
}

/** Asks for each Secret in another namespace than its own: what comes is a finding. */
async function gotBy(plane: ControlPlane, namespace: string, all: readonly ClusterExternalSecret[]): Promise<string[]> {
  const asked = all.map(({ metadata: { name }, spec: { externalSecretSpec: spec } }) => ({
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { name, namespace },
    spec,
  }));
  await accepted(plane.kubectl, asked);
  const findings: string[] = [];
  for (const { metadata } of asked) {
    const { data, said } = await madeOf(plane, namespace, metadata.name, REFUSED_SECONDS);
    if (data !== undefined) findings.push(`${namespace}/${metadata.name}: somebody of a profile got the Secret`);
    else if (!/is not allowed from namespace/.test(said))
      findings.push(`${namespace}/${metadata.name}: got no word of a refusal (${said}), wanted one`);
  }
  return findings;
}
