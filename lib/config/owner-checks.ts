import type { z } from 'zod';
import { passwordVariable } from '../contract/index.ts';

interface Owned {
  readonly consumption: {
    readonly kubeflow:
      | { readonly enabled: false }
      | {
          readonly enabled: true;
          readonly access: { readonly ingress: object | null };
          readonly profiles: readonly { readonly owner: string }[];
        };
  };
}

/** Checks that owners who sign in by passwords have each a name in Secrets Manager and a variable of Dex of their own. */
export function checkOwners({ consumption: { kubeflow } }: Owned, context: z.RefinementCtx): void {
  if (!kubeflow.enabled || kubeflow.access.ingress !== null) return;
  const owners = kubeflow.profiles.map(({ owner }) => owner);
  owners.forEach((owner, index) => {
    const tell = (message: string): void =>
      context.addIssue({
        ...{ code: 'custom', path: ['consumption', 'kubeflow', 'profiles', index, 'owner'] },
        ...{ input: owner, message },
      });
    const first = owners.find((other) => passwordVariable(other) === passwordVariable(owner));
    if (first !== undefined && first !== owner) {
      tell(`an address that differs from ${first} by a letter or a digit: their passwords have one name in Dex`);
    }
    if (!/^[\w+=.@-]+$/.test(owner)) tell('an address of letters, digits and +=.@-_, which name a secret of AWS');
  });
}
