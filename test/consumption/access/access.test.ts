import { loadConfig, parseConfig } from '../../../lib/config/load-config.ts';
import { changed } from '../../../tools/proof/doubt/stacks/changed.ts';
import { ENTRANCE } from '../../../tools/proof/doubt/stacks/entrance.ts';
import { propertiesOf, readable, synthesize, templateOf } from '../../support/stacks.ts';
import { idOf, manifestsOf, propertiesOfAll, waitsFor } from './manifests.ts';

const prod = loadConfig('prod');
const alone = templateOf(await synthesize(prod), 'kubeflow');
const entered = templateOf(await synthesize(parseConfig(changed(prod, ENTRANCE), 'x')), 'kubeflow');
const PRINCIPAL = 'arn:aws:iam::222222222222:role/data-scientists';
const patchesOf = (template: typeof alone, name: string): string =>
  JSON.stringify(manifestsOf(template).find(({ kind, metadata }) => kind === 'Application' && metadata.name === name));

test('administrators reach the control plane from their networks, and no node', () => {
  const opened = propertiesOfAll(alone, 'AWS::EC2::SecurityGroup').filter(({ SecurityGroupIngress: rules }) =>
    JSON.stringify(rules ?? []).includes('10.20.0.0/16'),
  );
  expect(opened.map(({ GroupDescription, SecurityGroupIngress: rules }) => [GroupDescription, rules])).toEqual([
    [
      'EKS Control Plane Security Group',
      [{ CidrIp: '10.20.0.0/16', Description: 'Administrators', FromPort: 443, IpProtocol: 'tcp', ToPort: 443 }],
    ],
  ]);
  expect(propertiesOfAll(alone, 'AWS::EC2::SecurityGroupIngress')).toEqual([]);
});

test('people are a group of Kubernetes, and no administrators', () => {
  const entry = propertiesOfAll(alone, 'AWS::EKS::AccessEntry').find(({ PrincipalArn }) => PrincipalArn === PRINCIPAL);
  expect(entry).toMatchObject({ Type: 'STANDARD', KubernetesGroups: ['kubeflow-people'] });
  expect(entry?.AccessPolicies).toBeUndefined();
});

test('people forward a port to the gateway and can do nothing else', () => {
  const ofPeople = manifestsOf(alone).filter(({ metadata }) => metadata.name === 'kubeflow-people');
  const [role, binding, policy, bound] = ofPeople;
  expect(ofPeople.map(({ kind, metadata }) => `${kind} ${metadata.namespace ?? ''}`.trim())).toEqual([
    'Role istio-system',
    'RoleBinding istio-system',
    'ValidatingAdmissionPolicy',
    'ValidatingAdmissionPolicyBinding',
  ]);
  expect(role?.rules).toEqual([
    { apiGroups: [''], resources: ['services'], resourceNames: ['istio-ingressgateway'], verbs: ['get'] },
    { apiGroups: [''], resources: ['pods'], verbs: ['get', 'list'] },
    { apiGroups: [''], resources: ['pods/portforward'], verbs: ['create', 'get'] },
  ]);
  expect(binding).toMatchObject({ subjects: [{ kind: 'Group', name: 'kubeflow-people' }] });
  expect(policy?.spec).toMatchObject({
    failurePolicy: 'Fail',
    validations: [{ expression: "request.name.startsWith('istio-ingressgateway-')" }],
  });
  expect(bound?.spec).toEqual({ policyName: 'kubeflow-people', validationActions: ['Deny'] });
});

test('people are let in after it is said what they may not do', () => {
  expect(waitsFor(alone, idOf(alone, 'AccessPeopleEntry'))).toContain(idOf(alone, 'AccessPeopleRights'));
});

test("the gateway's namespace outlives what it was made for, since Istio is in it", () => {
  expect(alone.toJSON().Resources[idOf(alone, 'AccessPeopleGatewayNamespace')]).toMatchObject({
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
    Properties: { Overwrite: true },
  });
});

test('without an entrance there is no load balancer, and nothing of its controller', () => {
  const text = JSON.stringify(alone.toJSON());
  expect(text).not.toMatch(/ElasticLoadBalancingV2|aws-load-balancer-controller|TargetGroupBinding/);
  expect(patchesOf(alone, 'oauth2-proxy')).not.toContain('OAUTH2_PROXY_REDIRECT_URL');
});

test('with an entrance nobody forwards a port', () => {
  expect(manifestsOf(entered).filter(({ metadata }) => metadata.name === 'kubeflow-people')).toEqual([]);
  expect(propertiesOfAll(entered, 'AWS::EKS::AccessEntry')).toHaveLength(2);
});

test('the entrance is internal, speaks TLS, and knows one host', () => {
  const balancer = propertiesOf(entered, 'AWS::ElasticLoadBalancingV2::LoadBalancer', 'Access');
  const listener = propertiesOf(entered, 'AWS::ElasticLoadBalancingV2::Listener', 'Access');
  const rule = propertiesOf(entered, 'AWS::ElasticLoadBalancingV2::ListenerRule', 'Access');
  expect(balancer.Scheme).toBe('internal');
  expect(JSON.stringify(balancer.Subnets)).toMatch(/^(?!.*Public).*Private/);
  expect(listener).toMatchObject({
    Port: 443,
    Protocol: 'HTTPS',
    SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
    DefaultActions: [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '404' } }],
  });
  expect(rule.Conditions).toEqual([
    { Field: 'host-header', HostHeaderConfig: { Values: ['kubeflow.acme-plant.example'] } },
  ]);
});

test('the subnets of the entrance are tagged for what is internal', () => {
  const subnets = propertiesOfAll(entered, 'AWS::EC2::Subnet').filter(({ Tags }) =>
    JSON.stringify(Tags).includes('"kubernetes.io/role/internal-elb"'),
  );
  expect(subnets).toHaveLength(2);
});

test('the entrance takes the networks of people alone, and reaches the gateway alone', () => {
  const guard = propertiesOf(entered, 'AWS::EC2::SecurityGroup', 'AccessEntranceGuard');
  const ports = (rules: unknown): unknown[] =>
    (rules as Record<string, unknown>[]).map(({ FromPort, ToPort }) => [FromPort, ToPort]);
  expect(guard.SecurityGroupIngress).toMatchObject([
    { CidrIp: '10.20.0.0/16', FromPort: 443, ToPort: 443 },
    { CidrIp: '192.168.7.0/24', FromPort: 443, ToPort: 443 },
  ]);
  expect(ports(guard.SecurityGroupEgress)).toEqual([
    [8080, 8080],
    [15021, 15021],
  ]);
  expect(ports(propertiesOfAll(entered, 'AWS::EC2::SecurityGroupIngress')).toSorted()).toEqual([
    [15021, 15021],
    [8080, 8080],
  ]);
});

test("the gateway's pods take the balancer, which upstream's network policies would refuse", () => {
  const policy = manifestsOf(entered).find(({ kind }) => kind === 'NetworkPolicy');
  expect(policy?.metadata.namespace).toBe('istio-system');
  expect(policy?.spec).toMatchObject({
    podSelector: { matchLabels: { app: 'istio-ingressgateway' } },
    ingress: [{ ports: [{ port: 8080 }, { port: 15021 }] }],
  });
});

test('the controller keeps the targets of one group, and may make, open or delete nothing', () => {
  const role = propertiesOf(entered, 'AWS::IAM::Role', 'AccessEntranceRegistrar');
  expect(JSON.parse(JSON.stringify(readable(role.Policies)))).toMatchObject([
    {
      PolicyDocument: {
        Statement: [
          {
            Action: ['elasticloadbalancing:DeregisterTargets', 'elasticloadbalancing:RegisterTargets'],
            Resource: `<${idOf(entered, 'AccessEntranceGateway9')}>`,
          },
          {
            Action: [
              'ec2:DescribeAvailabilityZones',
              'ec2:DescribeVpcs',
              'elasticloadbalancing:DescribeTargetGroups',
              'elasticloadbalancing:DescribeTargetHealth',
            ],
            Resource: '*',
          },
        ],
      },
    },
  ]);
});

test('a teardown takes the binding away while its controller is there', () => {
  const after = waitsFor(entered, idOf(entered, 'AccessEntranceWays'));
  expect(after).toContain(idOf(entered, 'AccessEntranceRegistrarController'));
  expect(after).toContain(idOf(entered, 'AccessEntranceRegistrarIdentity'));
  expect(after).toContain(idOf(entered, 'AccessEntranceRegistrarRole'));
});

test('oauth2-proxy knows the host, and its cookie goes over TLS alone', () => {
  const patches = patchesOf(entered, 'oauth2-proxy');
  expect(patches).toContain('https://kubeflow.acme-plant.example/oauth2/callback');
  expect(patches).toMatch(/FORCE_HTTPS.{1,30}true/);
});

test("Dex asks the company's provider, and keeps no password", () => {
  const patches = patchesOf(entered, 'dex');
  expect(patches).toContain('https://login.acme-plant.example');
  expect(patches).toContain('$COMPANY_CLIENT_SECRET');
  expect(patches).not.toMatch(/staticPasswords|PASSWORD_OF_/);
});
