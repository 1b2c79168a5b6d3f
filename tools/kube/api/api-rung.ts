import type { KubeObject } from '../objects.ts';
import type { Outcome } from '../rung.ts';
import { controls } from './controls.ts';
import { type Installed, isDefinition, isPlace, namespacesMadeByOthers } from './installed.ts';
import type { Answer, Kubectl } from './kubectl.ts';
import { podOf } from './pods.ts';

/** Hands everything to a real API server, which says of each object whether it would take it. */
export async function apiRung(kubectl: Kubectl, installed: Installed): Promise<Outcome> {
  const facts: string[] = [];
  const findings: string[] = [];
  const { charts, own, applications, undefinable } = installed;
  const all = [...charts, ...own, ...applications];
  const judge = (title: string, objects: readonly KubeObject[], { accepted, refusals, warnings }: Answer): void => {
    facts.push(`${title}: ${accepted} of ${objects.length} accepted`, ...warnings.map((line) => `${title}: ${line}`));
    findings.push(...refusals.map((line) => `${title}: ${line}`));
    if (accepted < objects.length && refusals.length === 0)
      findings.push(`${title}: ${objects.length - accepted} not accepted, and no word why`);
  };
  const { stdout: version } = await kubectl.attempt(['get', '--raw', '/version']);
  facts.push(`Kubernetes ${JSON.parse(version).gitVersion}`);

  // What others are made in must be there, and not only have been tried.
  const places = [...all.filter(isPlace), ...namespacesMadeByOthers(all)];
  judge('namespaces and priorities', places, await kubectl.apply(places));
  const kinds = all.filter(isDefinition);
  judge('definitions of kinds', kinds, await kubectl.apply(kinds));
  await kubectl.attempt(['wait', '--for=condition=Established', '--timeout=120s', 'crd', '--all']);

  for (const [title, objects] of Object.entries({
    'objects of charts': charts,
    'own objects': own,
    'objects of Applications': applications,
  })) {
    judge(title, objects, await kubectl.apply(objects, '--dry-run=server'));
  }
  const pods = all.flatMap(podOf);
  judge('pods under Pod Security', pods, await kubectl.tryToCreate(pods));
  const { passed, failed } = await controls(kubectl, installed);
  facts.push(...passed.map((line) => `control: ${line}`));
  findings.push(...failed.map((line) => `control: ${line}`));
  const left = undefinable.map(
    ({ kind, metadata }) => `${kind} ${metadata.name}: no chart that could be had defines it`,
  );
  return { rung: 'api', facts, findings, left };
}
