import type { Kubeflow } from '../../lib/config/config.ts';

/** A person who owns profiles, and the first password, where no company's provider signs the person in. */
export interface Person {
  readonly owner: string;
  readonly profiles: readonly string[];
  readonly password?: string;
}

/** Who owns which profiles. */
export function peopleOf({ profiles }: Pick<Kubeflow, 'profiles'>): Person[] {
  const owners = [...new Set(profiles.map(({ owner }) => owner))];
  return owners.map((owner) => ({
    owner,
    profiles: profiles.filter((each) => each.owner === owner).map(({ name }) => name),
  }));
}

/** Where people go with their browser. */
export function addressOf({ access }: Pick<Kubeflow, 'access'>): string {
  return access.ingress === null ? 'http://localhost:8080' : `https://${access.ingress.host}`;
}

/** Lines for whoever tells people how to sign in. `secretOf` names the secret of an owner's password. */
export function kubeflowLines(
  kubeflow: Kubeflow,
  people: readonly Person[],
  secretOf: (owner: string) => string,
): string {
  const { ingress } = kubeflow.access;
  const each = people.map(({ owner, profiles, password }) => {
    const word = password === undefined ? '' : `  first password ${password}`;
    return `  ${owner}  profiles ${profiles.join(', ')}${word}`;
  });
  const address = `Kubeflow: ${addressOf(kubeflow)}`;
  if (ingress !== null) {
    return [
      address,
      ...each,
      `Passwords are those of ${ingress.oidc.issuer}; who owns no profile signs in and sees none.`,
    ].join('\n');
  }
  return [
    `${address}, while this runs on the person's machine:`,
    '  kubectl -n istio-system port-forward service/istio-ingressgateway 8080:80',
    ...each,
    'To change a password (who may write the secret, and administers the cluster):',
    `  aws secretsmanager put-secret-value --secret-id ${secretOf('<owner>')} --secret-string <password>`,
    '  kubectl annotate clusterexternalsecret dex-passwords --overwrite external-secrets.io/force-sync="$(date +%s)"',
    '  kubectl -n auth rollout restart deployment dex',
  ].join('\n');
}
