/** The layers of the TypeScript tree, top to bottom; docs/architecture.md draws them. Each rule forbids a climb. */

const STAGES = 'extraction|ingestion|replica-store|transformation|consumption|operations';

/** A folder that may import only from the folders and files that `may` matches, and from packages of npm. */
const only = (name, from, may, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { pathNot: [from, may, 'node_modules'].filter(Boolean), dependencyTypesNot: ['core', 'npm-no-pkg'] },
});

/** Packages that end in a Lambda's bundle, or make a test of words start the CDK. */
const withoutCdk = (from) => ({
  name: 'no-cdk-in-a-bundle',
  comment: 'Lambdas and the words that they share are bundled: the CDK is not part of them.',
  severity: 'error',
  from: { path: from },
  to: { path: 'node_modules/(aws-cdk-lib|constructs)/' },
});

export default {
  forbidden: [
    { name: 'no-circle', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-orphan-import', severity: 'error', from: {}, to: { couldNotResolve: true } },
    only('bin', '^bin/', '^lib/(aspects|config|limits|stacks)/', 'The edge reads the configuration and makes stacks.'),
    only('limits', '^lib/limits/', '^lib/config/', 'Limits are measured on what was synthesized, whatever made it.'),
    only('stacks', '^lib/stacks/', '^(lib/|cdk\\.json$)', 'Stacks wire stages; nothing below knows of them.'),
    {
      name: 'stages-apart',
      comment: 'Stages meet only through what stacks pass to them.',
      severity: 'error',
      from: { path: `^lib/(${STAGES})/` },
      to: { path: `^lib/(${STAGES}|stacks)/`, pathNot: '^lib/$1/' },
    },
    only('stage', `^lib/(${STAGES})/`, '^lib/', 'A stage is made of what stages share, and of itself.'),
    only('alarms', '^lib/alarms/', '^(lib/config|lib/contract|contract)/', 'What every stage may use knows no stage.'),
    only(
      'encryption',
      '^lib/encryption/',
      '^(lib/config|lib/contract|contract)/',
      'What every stage may use knows no stage.',
    ),
    only('functions', '^lib/functions/', '^lib/(alarms|config|contract)/', 'What every stage may use knows no stage.'),
    only('aspects', '^lib/aspects/', null, 'Checks look at what was made, not at the code that made it.'),
    only('config', '^lib/config/', '^(lib/contract|contract)/', 'The configuration is read without any construct.'),
    only('contract', '^(lib/contract|contract)/', '^(lib/contract|contract)/', 'Words stand on nothing.'),
    only(
      'lambda',
      '^lambda/',
      '^(lib/contract|contract)/',
      'A function shares words with the stacks, and nothing else.',
    ),
    {
      name: 'lambdas-apart',
      comment: 'Functions share lambda/runtime only.',
      severity: 'error',
      from: { path: '^lambda/([^/]+)/' },
      to: { path: '^lambda/', pathNot: '^lambda/(runtime|$1)/' },
    },
    withoutCdk('^(lambda|lib/contract|contract)/'),
    {
      name: 'product-alone',
      comment: 'What is deployed stands without tools, packages and tests.',
      severity: 'error',
      from: { path: '^(bin|lib|lambda|contract)/' },
      to: { path: '^(tools|packages|test)/' },
    },
    only('local-cloud', '^packages/local-cloud/', null, 'The stand-in for AWS knows nothing of Airlock.'),
    only('iam-proof', '^packages/iam-proof/', null, 'The proof of IAM knows nothing of Airlock.'),
    only(
      'trial',
      '^tools/trial/',
      '^(lib/(config|contract|extraction)/|packages/local-cloud/|tools/(operate|project)/)',
      'What is tried knows no run of the demo.',
    ),
    only(
      'cost',
      '^tools/cost/',
      '^(lib/(config|stacks)/|packages/iam-proof/index|tools/(project/|written/markdown))',
      'A cost is read off templates, never off the constructs that made them.',
    ),
    only(
      'doctor',
      '^tools/doctor/',
      '^(lib/(config|contract)/|tools/project/|cdk\\.json$)',
      'Who looks at an account knows what is to be deployed, and makes no stack.',
    ),
    only(
      'kube',
      '^tools/kube/',
      '^(lib/(config|contract|stacks)/|packages/local-cloud/manifests/|tools/project/)',
      'What a cluster is told is read off templates, never asked of the constructs that made them.',
    ),
    only(
      'control-tower',
      '^tools/control-tower/',
      '^(lib/aspects/|tools/(project/|written/markdown))',
      'Templates are judged, never what made them.',
    ),
    only(
      'report',
      '^tools/report/',
      '^(contract/|lib/contract/|tools/trial/rows)',
      'The judge of a run knows only its facts.',
    ),
    only('look', '^tools/look/', '^tools/(project|report)/', 'Whoever looks at tables asks nothing of what made them.'),
    only(
      'own',
      '^tools/own/',
      '^(lib/(config|transformation/jobs/job-settings)|tools/(look|project|report)/)',
      'An own plant is its files and the jobs: it knows no cloud.',
    ),
    only(
      'measure',
      '^tools/measure/',
      '^tools/project/',
      'Who measures starts programs as people do, and reads what they print.',
    ),
    {
      name: 'iam-proof-face',
      comment: 'The proof of Airlock uses what the package shows to everybody.',
      severity: 'error',
      from: { path: '^(tools|test)/proof/' },
      to: { path: '^packages/iam-proof/', pathNot: '^packages/iam-proof/index\\.ts$' },
    },
    {
      name: 'proof-apart',
      comment: 'Promises are written beside the app, never taken from it; only what they doubt makes its templates.',
      severity: 'error',
      from: { path: '^tools/proof/', pathNot: '^tools/proof/doubt/stacks/' },
      to: { path: '^(lib|bin|lambda|contract|config)/' },
    },
    {
      name: 'no-test-in-code',
      comment: 'Tests use code, never the other way.',
      severity: 'error',
      from: { pathNot: '(^|/)test/' },
      to: { path: '(^|/)test/' },
    },
    {
      name: 'runs-without-dev',
      comment:
        'A demo installs no devDependencies: only tests, and the commands of WHOLE in bootstrap.mjs, may want them.',
      severity: 'error',
      from: { pathNot: '(^|/)test/|^jest\\.config|^tools/(control-tower/controls|kube/.*|report/picture)\\.ts$' },
      to: { dependencyTypes: ['npm-dev'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: 'node_modules/.*/node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
