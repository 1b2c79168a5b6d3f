/** A folder that may import only from the folders beside it; the longest matching folder counts. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  bin: ['lib/aspects', 'lib/config/load-config.ts', 'lib/stacks'],
  'lib/aspects': ['lib/aspects'],
  'lib/stacks': [
    'lib/config/config.ts',
    'lib/contract/',
    'lib/config/load-config.ts',
    'lib/extraction',
    'lib/ingestion',
    'lib/replica-store',
    'lib/transformation',
    'lib/consumption',
    'lib/operations',
    'lib/aspects',
    'lib/stacks',
  ],
  'lib/extraction': ['lib/config/config.ts', 'lib/contract/', 'lib/extraction', 'lib/operations'],
  'lib/ingestion': ['lib/config/config.ts', 'lib/contract/', 'lib/ingestion', 'lib/operations'],
  'lib/replica-store': ['lib/config/config.ts', 'lib/contract/', 'lib/replica-store'],
  'lib/transformation': [
    'lib/config/config.ts',
    'lib/contract/',
    'lib/config/load-config.ts',
    'lib/operations',
    'lib/transformation',
  ],
  'lib/operations': ['lib/config/config.ts', 'lib/contract/', 'lib/operations'],
  'lib/consumption': ['lib/config/config.ts', 'lib/contract/', 'lib/consumption'],
  'lib/contract/': ['lib/contract/access-key.ts', 'lib/contract/names.ts'],
  'lib/contract/access-key.ts': [],
  'lib/contract/names.ts': [],
  'lib/config/config.ts': ['lib/config/config-checks.ts', 'lib/config/feeder-schema.ts'],
  'lib/config/config-checks.ts': ['lib/config/feeder-schema.ts'],
  'lib/config/feeder-schema.ts': [],
  'lib/contract/manifest.ts': [],
  lambda: ['lib/contract/', 'lib/contract/manifest.ts', 'lambda'],
  'lib/config/load-config.ts': ['lib/config/config.ts'],
};

/** Packages that a Lambda or the contract must stay free of, since they would end up in a bundle. */
const NO_CDK = [
  'lambda',
  'lib/contract/',
  'lib/contract/access-key.ts',
  'lib/contract/names.ts',
  'lib/contract/manifest.ts',
];

/** One import, by paths relative to the project; a package keeps its bare name. */
export interface Import {
  readonly from: string;
  readonly to: string;
}

/** Says what is wrong with an import, or undefined where it keeps the rule: bin → stacks → stages → contract. */
export function violation({ from, to }: Import): string | undefined {
  const folder = longest(Object.keys(ALLOWED), from);
  if (folder === undefined) return undefined;
  if (!/^(bin|lib|lambda|tools|test)\//.test(to)) {
    const cdk = to.startsWith('aws-cdk-lib') || to === 'constructs';
    return cdk && longest(NO_CDK, from) ? `${from} imports ${to}: wanted no CDK in what a Lambda bundles` : undefined;
  }
  const allowed = ALLOWED[folder] ?? [];
  if (longest(allowed, to) !== undefined) return undefined;
  return `${from} imports ${to}: wanted one of ${allowed.join(', ') || 'nothing'}`;
}

function longest(folders: readonly string[], path: string): string | undefined {
  return folders
    .filter((folder) => path === folder || path.startsWith(`${folder}/`))
    .sort((a, b) => b.length - a.length)[0];
}
