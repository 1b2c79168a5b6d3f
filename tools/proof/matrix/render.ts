import type { Condition, GivenRight, Statement } from '../../../packages/iam-proof/index.ts';
import { LAYERS, type Places } from '../promise/places.ts';
import type { Remaining } from '../promise/remaining.ts';

const HEADER = ['Who', 'May', 'On', 'Only if', 'Unless'];

/** Chapters by the IAM path below the deployment's, in the order in which data goes. */
const CHAPTERS = { 'plant/': 'The plants', 'pipeline/': 'The pipeline', 'consumption/': 'Who reads gold' } as const;

/** The matrix as a page: who may do what, on what, under which condition; then what each Deny says. */
export function renderMatrix(places: Places, rows: readonly GivenRight[], remaining: readonly Remaining[]): string {
  const words = inWords(places);
  const chapter = (title: string, mine: readonly GivenRight[]): string[] => [
    `## ${title}`,
    '',
    ...rightsTable(mine, words),
    '',
  ];
  const chapters = Object.entries(CHAPTERS).map(([path, title]) => ({ title, path: `${places.path}${path}` }));
  const others = rows.filter(({ path }) => !chapters.some((each) => each.path === path));
  const denies = new Map(rows.flatMap(({ unless }) => unless.map((deny) => [nameOf(deny), deny] as const)));
  return [
    '# Who may do what, action by action',
    '',
    "Every right that a policy of prod gives to an identity, in the names of AWS's service reference. A right is there only if its",
    'condition holds and no Deny of the last column does. Written by `npm run airlock -- proof matrix`, compared by `npm test`.',
    '',
    ...chapters.flatMap(({ title, path }) =>
      chapter(
        title,
        rows.filter((row) => row.path === path),
      ),
    ),
    ...chapter('Everybody else in these stacks', others),
    '## Verbs that tell a plant something, and return none of its data',
    '',
    ...(remaining.length === 0
      ? [
          'None, but for two that AWS refuses nobody: `sts:GetCallerIdentity` tells the caller its own name, and',
          '`sts:GetSessionToken` gives whoever has a static key a session, by which `DenySession` lets it do nothing.',
        ]
      : remaining.map(({ who, action, resource }) => `- ${who}: \`${action}\` on \`${words(resource)}\``)),
    '',
    '## Deny statements',
    '',
    ...markdown(
      ['Name', 'Refuses', 'When all of this holds'],
      [...denies]
        .map(([name, deny]) => [
          name,
          `${deny.action.inverted ? 'everything but ' : ''}${deny.action.patterns.join(' <br> ')}`,
          deny.conditions.map((condition) => conditionText(condition, words)).join(' <br> '),
        ])
        .toSorted(byText),
    ),
    '',
  ].join('\n');
}

function rightsTable(rows: readonly GivenRight[], words: (text: string) => string): string[] {
  const table = rows.map(({ who, actions, resource, onlyIf, unless }) => [
    who,
    actions.join(' <br> '),
    words(resource),
    onlyIf.map((condition) => conditionText(condition, words)).join(' <br> '),
    [...new Set(unless.map(nameOf))].toSorted().join(' <br> '),
  ]);
  return markdown(HEADER, table.toSorted(byText));
}

function markdown(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)];
}

function conditionText({ operator, ifExists, key, values }: Condition, words: (text: string) => string): string {
  return `${key} ${operator}${ifExists ? 'IfExists' : ''} ${values.map(words).join(' or ')}`;
}

function nameOf({ sid, conditions }: Statement): string {
  if (sid !== undefined) return sid;
  const keys = conditions.map(({ key }) => key);
  return keys.includes('aws:securetransport') ? 'no TLS' : keys.includes('s3:tlsversion') ? 'old TLS' : keys.join(', ');
}

/** Buckets by their layer, since their names say it less well, and assets without their hash, which every change of their code moves. */
function inWords(places: Places): (text: string) => string {
  const buckets = LAYERS.map((layer) => [places.bucket(layer), layer] as const);
  return (text) => {
    const [arn, layer] = buckets.find(([each]) => text === each || text.startsWith(`${each}/`)) ?? [];
    return arn === undefined ? text.replace(/\b[0-9a-f]{64}\b/, '[asset]') : `${layer}${text.slice(arn.length)}`;
  };
}

function byText(left: readonly string[], right: readonly string[]): number {
  const [a, b] = [left.join('\n'), right.join('\n')];
  return a < b ? -1 : a > b ? 1 : 0;
}
