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
  const problems: string[] = [];
  // One by one: jest loses a module that two import at once.
  for (const manifest of manifests) problems.push(...(await problemsOf(manifest)));
  expect(problems).toEqual([]);
  expect(manifests).toHaveLength(29);
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
  expect(allowed).toContain('process-analytics');
  expect(project?.spec.sourceRepos).toEqual(['https://github.com/kubeflow/community-distribution.git']);
  expect(allowed).not.toContain('*');
  expect(wanted.filter((namespace) => !allowed.includes(namespace))).toEqual([]);
});

test('what the API or Istio would change again is already so in what is installed', () => {
  const operations = ['istio', 'dashboard', 'notebooks'].flatMap((name) =>
    patchesOf(name).flatMap(({ target, patch }) =>
      (JSON.parse(patch) as Json[]).map(({ op, path }) => `${target.name} ${op} ${path}`),
    ),
  );
  expect(operations).toEqual(
    expect.arrayContaining([
      'istio-validator-istio-system replace /webhooks/0/failurePolicy',
      'profiles.kubeflow.org remove /spec/preserveUnknownFields',
      'notebooks.kubeflow.org remove /spec/preserveUnknownFields',
    ]),
  );
  const chart = all('Custom::AWSCDK-EKS-HelmChart').find(({ Chart }) => Chart === 'argo-cd');
  expect(JSON.parse(String(chart?.Values)).configs.cm['resource.compareoptions']).toBe('ignoreAggregatedRoles: true');
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
  const chart = all('Custom::AWSCDK-EKS-HelmChart').find(({ Chart }) => Chart === 'argo-cd');
  expect(JSON.parse(String(chart?.Values)).server).toEqual({
    service: { type: 'ClusterIP' },
    ingress: { enabled: false },
  });
});

test('the secrets of the cluster are encrypted with a key of its own, and its control plane is logged', () => {
  const { EncryptionConfig, Logging } = propertiesOf(template, 'AWS::EKS::Cluster', 'Kubeflow');
  expect(EncryptionConfig).toEqual([
    { Provider: { KeyArn: { 'Fn::GetAtt': [expect.stringContaining('SecretsKey'), 'Arn'] } }, Resources: ['secrets'] },
  ]);
  expect(Logging).toEqual({
    ClusterLogging: { EnabledTypes: [{ Type: 'api' }, { Type: 'audit' }, { Type: 'authenticator' }] },
  });
});

test("the cluster's version is one that its Argo CD was tested on, and is not kept into extended support", () => {
  const { Version, UpgradePolicy } = propertiesOf(template, 'AWS::EKS::Cluster', 'Kubeflow');
  const chart = all('Custom::AWSCDK-EKS-HelmChart').find(({ Chart }) => Chart === 'argo-cd');
  // Chart 10.3.3 is Argo CD 3.5.1; docs/adr/054 says where that is read.
  expect([chart?.Version, Version]).toEqual(['10.3.3', '1.36']);
  expect(UpgradePolicy).toEqual({ SupportType: 'STANDARD' });
});

test("a pod cannot reach its node's credentials, and a node's disk is encrypted", () => {
  const { LaunchTemplateData: data } = propertiesOf(template, 'AWS::EC2::LaunchTemplate', 'AddOns');
  expect(data).toMatchObject({
    MetadataOptions: { HttpTokens: 'required', HttpPutResponseHopLimit: 1 },
    BlockDeviceMappings: [{ Ebs: { Encrypted: true, VolumeType: 'gp3', VolumeSize: 100 } }],
  });
});

test('there are as many nodes as the configuration says, in the one zone whose volumes they can mount', () => {
  expect(propertiesOf(template, 'AWS::EKS::Nodegroup', 'AddOns')).toMatchObject({
    AmiType: 'AL2023_x86_64_STANDARD',
    InstanceTypes: ['m7i.xlarge'],
    ScalingConfig: { MinSize: 1, DesiredSize: 1, MaxSize: 4 },
    Subnets: [{ Ref: expect.stringContaining('PrivateSubnet1') }],
  });
});

test('what scales the nodes may scale those of this cluster, and look', () => {
  const { Policies: policies } = propertiesOf(template, 'AWS::IAM::Role', 'AddOnsScalerRole');
  const [look, scale] = (policies as { PolicyDocument: { Statement: Json[] } }[])[0]?.PolicyDocument.Statement ?? [];
  expect([look?.Action].flat().filter((action) => !/:Describe/.test(String(action)))).toEqual([]);
  expect(scale).toEqual({
    Sid: 'ScaleOwnNodes',
    Effect: 'Allow',
    Action: ['autoscaling:SetDesiredCapacity', 'autoscaling:TerminateInstanceInAutoScalingGroup'],
    Resource: 'arn:aws:autoscaling:us-east-1:222222222222:autoScalingGroup:*:autoScalingGroupName/eks-*',
    Condition: {
      StringEquals: { 'aws:ResourceTag/k8s.io/cluster-autoscaler/airlock-prod-kubeflow': 'owned' },
    },
  });
  expect(policies).toHaveLength(1);
});

test('the add-ons are these, and network policies hold', () => {
  const found = all('AWS::EKS::Addon').map(({ AddonName, ConfigurationValues }) => [AddonName, ConfigurationValues]);
  expect(found.toSorted()).toEqual([
    ['aws-ebs-csi-driver', undefined],
    ['coredns', undefined],
    ['eks-pod-identity-agent', undefined],
    ['kube-proxy', undefined],
    ['metrics-server', undefined],
    ['vpc-cni', '{"enableNetworkPolicy":"true"}'],
  ]);
});

test('only the named role and the function that applies manifests administer the cluster', () => {
  const entries = all('AWS::EKS::AccessEntry').filter(({ AccessPolicies }) => AccessPolicies !== undefined);
  const principals = entries.map(({ PrincipalArn }) => readable(PrincipalArn));
  expect(principals).toEqual([
    expect.stringContaining('KubectlProviderHandlerServiceRole'),
    'arn:aws:iam::222222222222:role/kubeflow-admin',
  ]);
});

test('the only service accounts with a role are the driver of volumes, the scaler, the editor of each profile, and who reads secrets', () => {
  const found = all('AWS::EKS::PodIdentityAssociation').map(
    ({ Namespace, ServiceAccount, RoleArn }) => `${Namespace}/${ServiceAccount} ${JSON.stringify(RoleArn)}`,
  );
  expect(found).toEqual([
    expect.stringMatching(/^kube-system\/ebs-csi-controller-sa .*AddOnsVolumes/),
    expect.stringMatching(/^kube-system\/cluster-autoscaler .*AddOnsScaler/),
    expect.stringMatching(/^process-analytics\/default-editor .*airlock-prod-gold-reader"$/),
    expect.stringMatching(/^external-secrets\/external-secrets .*SecretsReader/),
  ]);
});

test("every volume is encrypted; a notebook's goes with it, and prod keeps the pipelines'", () => {
  const classes = manifests.filter(({ kind }) => kind === 'StorageClass');
  const defaults = { 'storageclass.kubernetes.io/is-default-class': 'true' };
  expect(classes).toMatchObject([
    {
      metadata: { name: 'notebooks', annotations: defaults },
      parameters: { encrypted: 'true' },
      reclaimPolicy: 'Delete',
    },
    { metadata: { name: 'pipelines' }, parameters: { encrypted: 'true' }, reclaimPolicy: 'Retain' },
  ]);
  expect(classes[1]?.metadata).not.toHaveProperty('annotations');
  const claims = patchesOf('pipelines').filter(({ target }) => target.kind === 'PersistentVolumeClaim');
  expect(claims.map(({ target, patch }) => [target.name, JSON.parse(patch)])).toEqual(
    ['mysql-pv-claim', 'seaweedfs-pvc'].map((claim) => [
      claim,
      [{ op: 'add', path: '/spec/storageClassName', value: 'pipelines' }],
    ]),
  );
});

test('a notebook is offered with 1 CPU and 4 GiB, twice that at the most, and gold chosen', () => {
  const patch = patchesOf('notebooks').find(({ target }) => target.name === 'jupyter-web-app-config')?.patch ?? '[]';
  const { spawnerFormDefaults: form } = JSON.parse(JSON.parse(patch)[0].value);
  expect(form).toMatchObject({
    cpu: { value: '1', limitFactor: '2' },
    memory: { value: '4.0Gi', limitFactor: '2' },
    configurations: { value: ['gold'] },
  });
  expect(form.image.options).toEqual([form.image.value]);
  expect(form.image.value).toMatch(
    /^222222222222\.dkr\.ecr\.us-east-1\.amazonaws\.com\/airlock-prod-notebook-image:[0-9a-f]{64}$/,
  );
});

test('a notebook is told where gold is, asks for credentials past its sidecar, and keeps its node', () => {
  const [patch] = patchesOf('gold-process-analytics');
  const values = Object.fromEntries(
    (JSON.parse(patch?.patch ?? '[]') as { path: string; value: unknown }[]).map(({ path, value }) => [path, value]),
  );
  expect(patch?.options).toEqual({ allowNameChange: true, allowKindChange: true });
  expect(values).toMatchObject({
    '/kind': 'PodDefault',
    '/metadata': { name: 'gold', namespace: 'process-analytics' },
    '/spec': {
      selector: { matchLabels: { gold: 'true' } },
      env: [{ name: 'GOLD', value: 's3://acme-plant-prod-gold' }],
      annotations: {
        'traffic.sidecar.istio.io/excludeOutboundIPRanges': '169.254.170.23/32',
        'cluster-autoscaler.kubernetes.io/safe-to-evict': 'false',
      },
    },
  });
});

test('prod keeps the key, and no log whose name would stop the next deployment', () => {
  const policies = (type: string): unknown[] =>
    Object.values(template.findResources(type)).map(({ DeletionPolicy }) => DeletionPolicy);
  expect(policies('AWS::KMS::Key')).toEqual(['RetainExceptOnCreate']);
  expect(new Set(policies('AWS::Logs::LogGroup'))).toEqual(new Set(['Delete']));
});
