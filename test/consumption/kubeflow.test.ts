import { loadConfig } from '../../lib/config/load-config.ts';
import { problemsOf } from '../../packages/local-cloud/manifests/problems.ts';
import { propertiesOf, readable, synthesize, templateOf } from '../support/stacks.ts';

type Json = Record<string, unknown>;
interface Application {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly project: string;
    readonly source: Json & { kustomize?: { patches: { target: Json; patch: string; options?: Json }[] } };
    readonly destination: { readonly namespace: string };
  };
}
interface Project {
  readonly spec: { readonly sourceRepos: string[]; readonly destinations: { readonly namespace: string }[] };
}

const config = loadConfig('prod');
const template = templateOf(await synthesize(config), 'kubeflow');
const text = JSON.stringify(template.toJSON());
const all = (type: string): Json[] => Object.values(template.findResources(type)).map(({ Properties }) => Properties);
const manifests: Json[] = all('Custom::AWSCDK-EKS-KubernetesResource').flatMap(({ Manifest }) =>
  JSON.parse(String(Manifest)),
);
const applications = manifests.filter(({ kind }) => kind === 'Application') as unknown as Application[];
const patchesOf = (name: string) =>
  applications.find(({ metadata }) => metadata.name === name)?.spec.source.kustomize?.patches ?? [];

test('Kubernetes would take every manifest, with no field that it does not know', async () => {
  expect((await Promise.all(manifests.map(problemsOf))).flat()).toEqual([]);
  expect(manifests).toHaveLength(16);
});

test('everything is installed from one repository at one commit', () => {
  const sources = applications.map(
    ({ spec }) => `${spec.project} ${spec.source.repoURL} ${spec.source.targetRevision}`,
  );
  expect(new Set(sources)).toEqual(
    new Set([
      'kubeflow https://github.com/kubeflow/community-distribution.git 9fca80cba541c1fae8bb33641444f5c4f88411c4',
    ]),
  );
});

test('the project takes that repository and no other, and writes only where the parts do', () => {
  const [project] = manifests.filter(({ kind }) => kind === 'AppProject') as unknown as Project[];
  const allowed = project?.spec.destinations.map(({ namespace }) => namespace) ?? [];
  const wanted = applications.map(({ spec }) => spec.destination.namespace);
  expect(project?.spec.sourceRepos).toEqual(['https://github.com/kubeflow/community-distribution.git']);
  expect(allowed).not.toContain('*');
  expect(wanted.filter((namespace) => !allowed.includes(namespace))).toEqual([]);
});

test('every secret that upstream publishes is taken out', () => {
  const removed = applications.flatMap(({ metadata }) =>
    patchesOf(metadata.name)
      .filter(({ target, patch }) => target.kind === 'Secret' && JSON.parse(patch).$patch === 'delete')
      .map(({ target }) => `${metadata.name}/${target.name}`),
  );
  expect(removed).toEqual([
    'oauth2-proxy/oauth2-proxy',
    'dex/dex-oidc-client',
    'dex/dex-passwords',
    'pipelines/mysql-secret',
    'pipelines/mlpipeline-minio-artifact',
  ]);
});

test("the database has the secret's password, where upstream's has none", () => {
  const patch = patchesOf('pipelines').find(({ target }) => target.name === 'mysql')?.patch ?? '[]';
  expect(JSON.parse(patch)[0].value).toEqual([
    { name: 'MYSQL_ROOT_PASSWORD', valueFrom: { secretKeyRef: { name: 'mysql-secret', key: 'password' } } },
  ]);
});

test('those who sign in are the owners of the profiles, and nobody is the sample user', () => {
  const patch = patchesOf('dex').find(({ target }) => target.kind === 'ConfigMap')?.patch ?? '[]';
  expect(JSON.parse(JSON.parse(patch)[0].value).staticPasswords).toEqual([
    {
      email: 'first.owner@acme-plant.example',
      hashFromEnv: 'PASSWORD_OF_FIRST_OWNER_ACME_PLANT_EXAMPLE',
      username: 'first.owner@acme-plant.example',
      userID: 'first.owner@acme-plant.example',
    },
  ]);
  expect(text).not.toContain('user@example.com');
});

test("a profile is upstream's sample under another name and another owner", () => {
  const [patch] = patchesOf('profile-process-analytics');
  expect(JSON.parse(patch?.patch ?? '[]')).toEqual([
    { op: 'replace', path: '/metadata/name', value: 'process-analytics' },
    { op: 'replace', path: '/spec/owner/name', value: 'first.owner@acme-plant.example' },
  ]);
  expect(patch?.options).toEqual({ allowNameChange: true });
});

test('no link of the dashboard leads to a part that is not installed', () => {
  expect(
    patchesOf('dashboard')
      .map(({ patch }) => patch)
      .join(),
  ).not.toMatch(/katib|kserve|model-registry/);
  expect(patchesOf('dashboard')).toHaveLength(1);
});

test('the cluster is reached from its own network only', () => {
  const { ResourcesVpcConfig, AccessConfig } = propertiesOf(template, 'AWS::EKS::Cluster', 'Kubeflow');
  expect(ResourcesVpcConfig).toMatchObject({ EndpointPublicAccess: false, EndpointPrivateAccess: true });
  expect(AccessConfig).toEqual({ AuthenticationMode: 'API', BootstrapClusterCreatorAdminPermissions: false });
});

test('nothing takes a connection from outside', () => {
  const open = all('AWS::EC2::SecurityGroup').filter(({ SecurityGroupIngress: rules }) =>
    JSON.stringify(rules ?? []).includes('0.0.0.0/0'),
  );
  const types = Object.values(template.toJSON().Resources).map((resource) => (resource as { Type: string }).Type);
  expect(open).toEqual([]);
  expect(types.filter((type) => /LoadBalanc|ApiGateway|Lambda::Url/.test(type))).toEqual([]);
  expect(all('AWS::EC2::Subnet').filter((subnet) => subnet.MapPublicIpOnLaunch !== false)).toEqual([]);
  const [chart] = all('Custom::AWSCDK-EKS-HelmChart');
  expect(JSON.parse(String(chart?.Values)).server).toEqual({
    service: { type: 'ClusterIP' },
    ingress: { enabled: false },
  });
});

test('the secrets of the cluster are encrypted with a key of its own, and its control plane is logged', () => {
  const { EncryptionConfig, Logging, Version } = propertiesOf(template, 'AWS::EKS::Cluster', 'Kubeflow');
  expect(EncryptionConfig).toEqual([
    { Provider: { KeyArn: { 'Fn::GetAtt': [expect.stringContaining('SecretsKey'), 'Arn'] } }, Resources: ['secrets'] },
  ]);
  expect(Logging).toEqual({
    ClusterLogging: { EnabledTypes: [{ Type: 'api' }, { Type: 'audit' }, { Type: 'authenticator' }] },
  });
  expect(Version).toBe('1.36');
});

test("a pod cannot reach its node's credentials, and a node's disk is encrypted", () => {
  const { LaunchTemplateData: data } = propertiesOf(template, 'AWS::EC2::LaunchTemplate', 'AddOns');
  expect(data).toMatchObject({
    MetadataOptions: { HttpTokens: 'required', HttpPutResponseHopLimit: 1 },
    BlockDeviceMappings: [{ Ebs: { Encrypted: true, VolumeType: 'gp3', VolumeSize: 100 } }],
  });
});

test('there are as many nodes as the configuration says', () => {
  expect(propertiesOf(template, 'AWS::EKS::Nodegroup', 'AddOns')).toMatchObject({
    AmiType: 'AL2023_x86_64_STANDARD',
    InstanceTypes: ['m7i.xlarge'],
    ScalingConfig: { MinSize: 2, DesiredSize: 2, MaxSize: 4 },
  });
});

test('the add-ons are these, and network policies hold', () => {
  const found = all('AWS::EKS::Addon').map(({ AddonName, ConfigurationValues }) => [AddonName, ConfigurationValues]);
  expect(found.toSorted()).toEqual([
    ['aws-ebs-csi-driver', undefined],
    ['coredns', undefined],
    ['eks-pod-identity-agent', undefined],
    ['kube-proxy', undefined],
    ['vpc-cni', '{"enableNetworkPolicy":"true"}'],
  ]);
});

test('only the named role and the function that applies manifests administer the cluster', () => {
  const principals = all('AWS::EKS::AccessEntry').map(({ PrincipalArn }) => readable(PrincipalArn));
  expect(principals).toEqual([
    expect.stringContaining('KubectlProviderHandlerServiceRole'),
    'arn:aws:iam::222222222222:role/kubeflow-admin',
  ]);
});

test('the only service accounts with a role are the driver of volumes and the editor of each profile', () => {
  const found = all('AWS::EKS::PodIdentityAssociation').map(
    ({ Namespace, ServiceAccount, RoleArn }) => `${Namespace}/${ServiceAccount} ${JSON.stringify(RoleArn)}`,
  );
  expect(found).toEqual([
    expect.stringMatching(/^kube-system\/ebs-csi-controller-sa .*AddOnsVolumes/),
    expect.stringMatching(/^process-analytics\/default-editor .*airlock-prod-gold-reader"$/),
  ]);
});

test('what names no class of storage gets an encrypted volume, which prod keeps', () => {
  expect(manifests.find(({ kind }) => kind === 'StorageClass')).toMatchObject({
    metadata: { annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
    parameters: { type: 'gp3', encrypted: 'true' },
    reclaimPolicy: 'Retain',
  });
});

test('prod keeps the key, and no log whose name would stop the next deployment', () => {
  const policies = (type: string): unknown[] =>
    Object.values(template.findResources(type)).map(({ DeletionPolicy }) => DeletionPolicy);
  expect(policies('AWS::KMS::Key')).toEqual(['RetainExceptOnCreate']);
  expect(policies('AWS::Logs::LogGroup')).toEqual(['Delete', 'Delete', 'Delete']);
});
