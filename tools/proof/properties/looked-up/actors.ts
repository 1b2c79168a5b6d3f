import { isObject, type Json, type Resource, usersOf } from '../../../../packages/iam-proof/index.ts';
import type { Places } from '../../promise/places.ts';
import type { Finding } from '../finding.ts';

const ONE_THING = 'a role acts for one thing of this app';
const OWN_CODE = 'code comes from what was deployed, and from nowhere that data is put';
const PODS = 'in the cluster, gold is read by notebooks, and nobody of a plant or of the pipeline acts';

/** Types of which several may act in one role, since they do the same. */
const SEVERAL = ['AWS::Glue::Crawler', 'AWS::Scheduler::Schedule', 'AWS::EKS::PodIdentityAssociation'];

/** Namespaces of the cluster itself and of what runs Kubeflow; what people run is in none of them. */
const SYSTEM = /^(kube-.*|default|argocd|kubeflow.*|istio-.*|knative-.*|cert-manager|auth|oauth2-proxy)$/;

/** Who acts in which role, and with whose code. */
export function actorFindings(places: Places): Finding[] {
  return [...shared(places), ...code(places), ...pods(places), ...administrators(places)];
}

function finding(property: string, who: string, message: string): Finding {
  return { property, layer: 'chain', who, message, by: [who] };
}

function shared({ app }: Places): Finding[] {
  return app.identities.flatMap((identity) => {
    const users = usersOf(identity, app);
    const types = [...new Set(users.map(({ type }) => type))];
    const isOfOne = users.length < 2 || (types.length === 1 && SEVERAL.includes(types[0] ?? ''));
    return isOfOne
      ? []
      : [finding(ONE_THING, identity.name, `${users.map(({ source }) => source).join(' and ')} act in it`)];
  });
}

/** Scripts and packages lie where the CDK puts them; a bucket that takes data could take code, too. */
function code({ app }: Places): Finding[] {
  const assets = `cdk-hnb659fds-assets-${app.account}-${app.region}`;
  return app.resources.flatMap(({ type, properties, source }) =>
    placesOfCode(type, properties)
      .filter((place) => place !== assets)
      .map((place) => finding(OWN_CODE, source, `its code lies in ${place}, wanted ${assets}`)),
  );
}

const OF_JOB = ['--extra-py-files', '--extra-files', '--extra-jars', '--settings'];

function placesOfCode(type: string, properties: Resource['properties']): string[] {
  if (type === 'AWS::Lambda::Function') {
    const { S3Bucket } = isObject(properties.Code) ? properties.Code : {};
    return typeof S3Bucket === 'string' ? [S3Bucket] : [];
  }
  if (type !== 'AWS::Glue::Job') return [];
  const { ScriptLocation } = isObject(properties.Command) ? properties.Command : {};
  const given: Record<string, Json> = isObject(properties.DefaultArguments) ? properties.DefaultArguments : {};
  return [ScriptLocation, ...OF_JOB.map((name) => given[name])]
    .flatMap((value) => (typeof value === 'string' ? value.split(',') : []))
    .map((address) => address.replace(/^s3:\/\/([^/]*)\/.*$/, '$1'));
}

function pods({ app, path }: Places): Finding[] {
  const roles = new Map(app.identities.map((identity) => [identity.arn, identity]));
  return app.resources
    .filter(({ type }) => type === 'AWS::EKS::PodIdentityAssociation')
    .flatMap(({ properties, source }) => {
      const role = roles.get(String(properties.RoleArn));
      if (role?.path !== `${path}consumption/`) return [];
      const { Namespace, ServiceAccount } = properties;
      if (!SYSTEM.test(String(Namespace)) && ServiceAccount === 'default-editor') return [];
      return [finding(PODS, source, `pods of ${String(Namespace)}/${String(ServiceAccount)} act as ${role.name}`)];
    });
}

function administrators({ app, path }: Places): Finding[] {
  const ours = new Map(app.identities.filter((each) => each.path.startsWith(path)).map(({ arn, name }) => [arn, name]));
  return app.resources
    .filter(({ type }) => type === 'AWS::EKS::AccessEntry')
    .flatMap(({ properties, source }) => {
      const name = ours.get(String(properties.PrincipalArn));
      return name === undefined ? [] : [finding(PODS, source, `${name} may use the cluster`)];
    });
}
