/** A folder that may import only from the folders beside it; the longest matching folder counts. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  bin: ['lib/aspects', 'lib/load-config.ts', 'lib/stacks'],
  'lib/aspects': ['lib/aspects'],
  'lib/stacks': [
    'lib/config.ts',
    'lib/contract.ts',
    'lib/load-config.ts',
    'lib/extraction',
    'lib/ingestion',
    'lib/replica-store',
    'lib/transformation',
    'lib/consumption',
    'lib/operations',
    'lib/aspects',
    'lib/stacks',
  ],
  'lib/extraction': ['lib/config.ts', 'lib/contract.ts', 'lib/extraction', 'lib/operations'],
  'lib/ingestion': ['lib/config.ts', 'lib/contract.ts', 'lib/ingestion', 'lib/operations'],
  'lib/replica-store': ['lib/config.ts', 'lib/contract.ts', 'lib/replica-store'],
  'lib/transformation': [
    'lib/config.ts',
    'lib/contract.ts',
    'lib/load-config.ts',
    'lib/operations',
    'lib/transformation',
  ],
  'lib/operations': ['lib/config.ts', 'lib/contract.ts', 'lib/operations'],
  'lib/consumption': ['lib/config.ts', 'lib/contract.ts', 'lib/consumption'],
  'lib/contract.ts': ['lib/access-key.ts', 'lib/names.ts'],
  'lib/access-key.ts': [],
  'lib/names.ts': [],
  'lib/config.ts': ['lib/config-checks.ts', 'lib/feeder-schema.ts'],
  'lib/config-checks.ts': ['lib/feeder-schema.ts'],
  'lib/feeder-schema.ts': [],
  'lib/manifest.ts': [],
  lambda: ['lib/contract.ts', 'lib/manifest.ts', 'lambda'],
  'lib/load-config.ts': ['lib/config.ts'],
};

/** Packages that a Lambda or the contract must stay free of, since they would end up in a bundle. */
const NO_CDK = ['lambda', 'lib/contract.ts', 'lib/access-key.ts', 'lib/names.ts', 'lib/manifest.ts'];

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
