import type { KubeObject } from '../objects.ts';
import type { Control } from './control.ts';
import type { Installed } from './installed.ts';
import type { Kubectl } from './kubectl.ts';
import { controlsOfPeople } from './people.ts';
import { notebookPod } from './pods.ts';

const ENFORCE = 'pod-security.kubernetes.io/enforce';

/** What must be refused, and its like that must not: without these an API server that takes anything would pass. */
export async function controls(
  kubectl: Kubectl,
  { own, applications }: Installed,
): Promise<{ readonly passed: readonly string[]; readonly failed: readonly string[] }> {
  const [first] = own;
  const [profile] = applications.filter(({ kind }) => kind === 'Profile');
  const restricted = applications.find(
    ({ kind, metadata }) => kind === 'Namespace' && metadata.labels?.[ENFORCE] === 'restricted',
  );
  const list: Control[] = [
    ...(first === undefined ? [] : [misspelt(kubectl, first), unknownKind(kubectl, first)]),
    ...(restricted === undefined
      ? []
      : [
          {
            title: `a notebook's pod in ${restricted.metadata.name} is refused`,
            answer: kubectl.tryToCreate([notebookPod(restricted.metadata.name)]),
            refused: /violates PodSecurity/,
          },
        ]),
    ...(profile === undefined
      ? []
      : [
          {
            title: `a notebook's pod in the profile ${profile.metadata.name} is accepted`,
            answer: kubectl.tryToCreate([notebookPod(profile.metadata.name)]),
          },
        ]),
    ...(await controlsOfPeople(kubectl, own)),
  ];
  const passed: string[] = [];
  const failed: string[] = [];
  for (const { title, answer, refused } of list) {
    const { accepted, refusals } = await answer;
    const asWanted = refused === undefined ? accepted === 1 : accepted === 0 && refused.test(refusals.join());
    (asWanted ? passed : failed).push(asWanted ? title : `${title}: got ${refusals.join() || 'accepted'}`);
  }
  return { passed, failed };
}

function misspelt(kubectl: Kubectl, object: KubeObject): Control {
  return {
    title: `a field that ${object.kind} does not have is refused`,
    answer: kubectl.apply([{ ...object, misspelt: true }], '--dry-run=server'),
    refused: /unknown|not declared in schema/,
  };
}

function unknownKind(kubectl: Kubectl, object: KubeObject): Control {
  return {
    title: 'a kind that nobody defines is refused',
    answer: kubectl.apply([{ ...object, kind: 'Undefined' }], '--dry-run=server'),
    refused: /no matches for kind/,
  };
}
