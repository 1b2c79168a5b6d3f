import { type Resource, textsWithin, usersOf } from '../../../../packages/iam-proof/index.ts';
import { assetBuckets, type Places } from '../../promise/places.ts';
import { breaking, type Finding } from '../finding.ts';
import { at, ofType } from './settings.ts';

const ONE_THING = 'a role acts for one thing of this app';
const OWN_CODE = 'code comes from what was deployed, and from nowhere that data is put';
const PODS = 'in the cluster, gold is read by notebooks, and nobody of a plant or of the pipeline acts';

/** Types of which several may act in one role, since they do the same. */
const SEVERAL = ['AWS::Glue::Crawler', 'AWS::Scheduler::Schedule', 'AWS::EKS::PodIdentityAssociation'];

/** Namespaces of the cluster itself and of what runs Kubeflow; what people run is in none of them. */
const SYSTEM = /^(argocd|auth|cert-manager|default|external-secrets|istio|knative|kube|kubeflow|oauth2-proxy)(-|$)/;

/** Who acts in which role, and with whose code. */
export function actorFindings(places: Places): Finding[] {
  return [...shared(places), ...code(places), ...pods(places), ...administrators(places)];
}

function shared({ app }: Places): Finding[] {
  return app.identities.flatMap((identity) => {
    const users = usersOf(identity, app);
    const types = [...new Set(users.map(({ type }) => type))];
    const isOfOne = users.length < 2 || (types.length === 1 && SEVERAL.includes(types[0] ?? ''));
    const message = `${users.map(({ source }) => source).join(' and ')} act in it`;
    return isOfOne ? [] : [breaking(ONE_THING, 'chain')(identity.name, message)];
  });
}

/** Scripts and packages lie where the CDK puts them; a bucket that takes data could take code, too. */
function code(places: Places): Finding[] {
  const assets = assetBuckets(places);
  return places.app.resources.flatMap((resource) => [
    ...placesOfCode(resource)
      .filter((place) => !assets.includes(place))
      .map((place) =>
        breaking(OWN_CODE, 'chain')(
          resource.source,
          `its code lies in ${place}, wanted ${assets.join(' or ') || 'a bucket of the bootstrap'}`,
        ),
      ),
    ...installers(resource),
  ]);
}

/** What a job installs at its start would come from a package index unless its installer is told that there is none. */
function installers(resource: Resource): Finding[] {
  if (resource.type !== 'AWS::Glue::Job') return [];
  const option = at(resource, 'DefaultArguments', '--python-modules-installer-option');
  if (option === '--no-index') return [];
  return [breaking(OWN_CODE, 'chain')(resource.source, `its installer has the option ${option}, wanted --no-index`)];
}

const OF_JOB = ['--additional-python-modules', '--extra-py-files', '--extra-files', '--extra-jars', '--settings'];

/** Buckets that the code of a function, a build or a job comes from. */
function placesOfCode(resource: Resource): string[] {
  if (resource.type === 'AWS::Lambda::Function') return textsWithin(at(resource, 'Code', 'S3Bucket'));
  if (resource.type === 'AWS::CodeBuild::Project')
    return textsWithin(at(resource, 'Source', 'Location')).map((place) => place.replace(/\/.*$/, ''));
  if (resource.type !== 'AWS::Glue::Job') return [];
  const given = OF_JOB.map((name) => at(resource, 'DefaultArguments', name));
  return [at(resource, 'Command', 'ScriptLocation'), ...given]
    .flatMap(textsWithin)
    .flatMap((addresses) => addresses.split(','))
    .map((address) => address.replace(/^s3:\/\/([^/]*)\/.*$/, '$1'));
}

function pods(places: Places): Finding[] {
  const roles = new Map(places.app.identities.map((identity) => [identity.arn, identity]));
  return ofType('AWS::EKS::PodIdentityAssociation')(places).flatMap(({ properties, source }) => {
    const role = roles.get(String(properties.RoleArn));
    if (role?.path !== `${places.path}consumption/`) return [];
    const { Namespace, ServiceAccount } = properties;
    if (!SYSTEM.test(String(Namespace)) && ServiceAccount === 'default-editor') return [];
    return [breaking(PODS, 'chain')(source, `pods of ${Namespace}/${ServiceAccount} act as ${role.name}`)];
  });
}

function administrators(places: Places): Finding[] {
  const ours = places.app.identities.filter(({ path }) => path.startsWith(places.path));
  return ofType('AWS::EKS::AccessEntry')(places).flatMap(({ properties, source }) =>
    ours
      .filter(({ arn }) => arn === properties.PrincipalArn)
      .map(({ name }) => breaking(PODS, 'chain')(source, `${name} may use the cluster`)),
  );
}
