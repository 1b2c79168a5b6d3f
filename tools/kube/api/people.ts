import { setTimeout as sleep } from 'node:timers/promises';
import { groupOf, type KubeObject } from '../objects.ts';
import type { Control } from './control.ts';
import { accepted } from './install.ts';
import type { Answer, Kubectl } from './kubectl.ts';

const HOLD_SECONDS = 30;
/** What the server says of a port of a pod that is on no node, to whom it would forward one. */
const MAY = /does not have a host assigned/;

/** What people of a group may do who forward a port to a service's pods; none where no one is let in so. */
export async function controlsOfPeople(kubectl: Kubectl, own: readonly KubeObject[]): Promise<Control[]> {
  const rights = own.filter((object) =>
    ['rbac.authorization.k8s.io', 'admissionregistration.k8s.io'].includes(groupOf(object)),
  );
  const people = peopleIn(rights);
  if (people === undefined) return [];
  const { group, namespace, service } = people;
  const [theirs, beside, elsewhere] = [
    pod(namespace, `${service}-x`),
    pod(namespace, 'beside'),
    pod('default', 'other'),
  ];
  await accepted(kubectl, [...rights, theirs, beside, elsewhere]);
  const as = ['--as=somebody', `--as-group=${group}`, '--as-group=system:authenticated'];
  await held(kubectl, beside, as);
  const asked = (title: string, path: string, refused: RegExp, who: readonly string[] = as): Control => ({
    title,
    answer: answerOf(kubectl, path, who),
    refused,
  });
  return [
    asked(`${group} may forward a port to ${service}`, portOf(theirs), MAY),
    asked(`${group} may forward none to a pod beside it`, portOf(beside), /denied request: people forward a port to/),
    asked(`${group} may forward none in another namespace`, portOf(elsewhere), /is forbidden: User "somebody"/),
    asked(`${group} may read no Secret`, `/api/v1/namespaces/${namespace}/secrets`, /is forbidden: User "somebody"/),
    asked('others are not held by what holds people', portOf(beside), MAY, []),
  ];
}

function peopleIn(rights: readonly KubeObject[]): Record<'group' | 'namespace' | 'service', string> | undefined {
  const binding = rights.find(({ kind }) => kind === 'RoleBinding');
  const role = rights.find(({ kind }) => kind === 'Role');
  if (binding === undefined || role === undefined) return undefined;
  const [subject] = binding.subjects as readonly { readonly name: string }[];
  const services = (role.rules as readonly { resources: string[]; resourceNames?: string[] }[]).find(({ resources }) =>
    resources.includes('services'),
  );
  const [service] = services?.resourceNames ?? [];
  const { namespace } = binding.metadata;
  if (subject === undefined || service === undefined || namespace === undefined) return undefined;
  return { group: subject.name, namespace, service };
}

/** A policy that was made holds a moment later. */
async function held(kubectl: Kubectl, object: KubeObject, as: readonly string[]): Promise<void> {
  for (let waited = 0; waited < HOLD_SECONDS; waited++) {
    const { refusals } = await answerOf(kubectl, portOf(object), as);
    if (!MAY.test(refusals.join())) return;
    await sleep(1000);
  }
}

async function answerOf(kubectl: Kubectl, path: string, as: readonly string[]): Promise<Answer> {
  const { status, stderr } = await kubectl.attempt([...as, 'get', '--raw', path]);
  return { accepted: status === 0 ? 1 : 0, refusals: [stderr.trim()], warnings: [] };
}

function portOf({ metadata }: KubeObject): string {
  return `/api/v1/namespaces/${metadata.namespace}/pods/${metadata.name}/portforward`;
}

/** A pod that every namespace takes. */
function pod(namespace: string, name: string): KubeObject {
  const securityContext = {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    runAsNonRoot: true,
    seccompProfile: { type: 'RuntimeDefault' },
  };
  const spec = { containers: [{ name: 'main', image: 'none', securityContext }] };
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace }, spec };
}
