import { bucket, bucketPolicy, integrator, places, sender } from '../edit/find.ts';
import { type Assembly, isObject, listed } from '../edit/template.ts';

/** Features that only some assemblies have. */
const FEATURES = {
  boundary: (assembly: Assembly) =>
    [sender(assembly), integrator(assembly)].every(({ properties }) => properties.PermissionsBoundary !== undefined),
  'customer key': (assembly: Assembly) =>
    places(assembly, 'AWS::KMS::Key').some(({ properties }) => String(properties.Description).includes('Data, logs')),
  'key rotation': (assembly: Assembly) =>
    places(assembly, 'AWS::Lambda::Function').some(({ properties }) =>
      /pi-integrator-key/.test(String(properties.FunctionName)),
    ),
  kubeflow: (assembly: Assembly) => places(assembly, 'AWS::EKS::PodIdentityAssociation').length > 0,
  'layer tags': (assembly: Assembly) =>
    listed(bucket('landing')(assembly).properties.Tags).some((tag) => isObject(tag) && tag.Key === 'airlock:layer'),
  network: (assembly: Assembly) =>
    JSON.stringify(bucketPolicy('landing')(assembly).properties).includes('DenyElsewhere'),
  'network on a stream': (assembly: Assembly) => JSON.stringify(assembly.templates).includes('DenyStreamFromElsewhere'),
  'object lock': (assembly: Assembly) => bucket('bronze')(assembly).properties.ObjectLockEnabled === true,
  'refusal filter': (assembly: Assembly) => places(assembly, 'AWS::Logs::MetricFilter').length > 0,
  'request metrics': (assembly: Assembly) => bucket('landing')(assembly).properties.MetricsConfigurations !== undefined,
  retained: (assembly: Assembly) => bucket('bronze')(assembly).resource.DeletionPolicy !== 'Delete',
  'roles anywhere': (assembly: Assembly) => places(assembly, 'AWS::RolesAnywhere::Profile').length > 0,
  switches: (assembly: Assembly) => JSON.stringify(assembly.templates).includes('DenyAllButSwitched'),
  trail: (assembly: Assembly) => places(assembly, 'AWS::CloudTrail::Trail').length > 0,
};

export type Feature = keyof typeof FEATURES;

export function hasFeature(assembly: Assembly, feature: Feature): boolean {
  return FEATURES[feature](assembly);
}
