import { z } from 'zod';
import { kubeflowSecretName } from '../contract/index.ts';
import { certificateArn, iamRoleArn } from './arns.ts';
import { privateRange } from './private-range.ts';

const host = z
  .string()
  .regex(
    /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/,
    'a host name such as kubeflow.plant.example',
  );

/** The company's own OpenID provider: who it lets in is who signs in. */
const oidc = z.strictObject({
  issuer: z.string().regex(/^https:\/\/[\w.-]+(:\d+)?(\/[\w.~/-]*)?$/, 'the https:// address of an OpenID issuer'),
  clientId: z.string().min(1),
  /** Name of the secret in Secrets Manager whose whole text is the client's secret. */
  clientSecretName: z.string().min(1),
  /** Some providers never say `email_verified`; true takes their addresses as they are. */
  assumeEmailVerified: z.boolean(),
});

/** A name of the company's network that leads to the gateway, over TLS. */
const ingress = z.strictObject({
  host,
  certificateArn,
  /** Networks whose people come by it. */
  cidrs: z.array(privateRange).min(1),
  oidc,
});

/** Who gets to the cluster, and how. Nothing of it is open to the internet. */
export const accessSchema = z.strictObject({
  /** Networks that reach the cluster's API, beside its own. */
  adminCidrs: z.array(privateRange),
  /** Who may forward a port to the gateway and do nothing else in the cluster. */
  peopleRoleArn: iamRoleArn.nullable(),
  ingress: ingress.nullable(),
});

interface Accessed {
  readonly app: string;
  readonly environment: string;
  readonly account: string;
  readonly region: string;
  readonly consumption: {
    readonly kubeflow:
      | { readonly enabled: false }
      | { readonly enabled: true; readonly adminRoleArn: string; readonly access: z.infer<typeof accessSchema> };
  };
}

type Tell = (path: readonly string[], input: unknown, message: string) => void;

/** Checks that there is a way in for people, one only, and that it leads to what is this deployment's. */
export function checkAccess(config: Accessed, context: z.RefinementCtx): void {
  const { kubeflow } = config.consumption;
  if (!kubeflow.enabled) return;
  const tell: Tell = (path, input, message) =>
    context.addIssue({ code: 'custom', path: ['consumption', 'kubeflow', 'access', ...path], input, message });
  const { adminCidrs, peopleRoleArn, ingress } = kubeflow.access;
  if (ingress === null && adminCidrs.length === 0) {
    tell(['adminCidrs'], adminCidrs, 'a network that reaches the API, or an ingress: nobody could sign in otherwise');
  }
  if (ingress === null) {
    if (peopleRoleArn === kubeflow.adminRoleArn) {
      tell(['peopleRoleArn'], peopleRoleArn, 'another role than adminRoleArn, which may do everything');
    }
    return;
  }
  if (peopleRoleArn !== null) {
    tell(['peopleRoleArn'], peopleRoleArn, 'null, since people come by the ingress');
  }
  checkIngress(config, ingress, tell);
}

function checkIngress(config: Accessed, { certificateArn, oidc }: z.infer<typeof ingress>, tell: Tell): void {
  if (certificateArn.split(':')[3] !== config.region) {
    tell(['ingress', 'certificateArn'], certificateArn, `a certificate of ${config.region}`);
  }
  const prefix = kubeflowSecretName(config, '');
  const { clientSecretName } = oidc;
  if (!/^[\w+=.@/-]+$/.test(clientSecretName) || !clientSecretName.startsWith(prefix) || clientSecretName === prefix) {
    const wanted = `a name below ${prefix}, such as ${prefix}company: the cluster may read no other secret`;
    tell(['ingress', 'oidc', 'clientSecretName'], clientSecretName, wanted);
  }
}
