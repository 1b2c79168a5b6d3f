import type { Row } from '../trial/rows.ts';

/** What each form of a request differs in, by the words in brackets behind its verb. */
const FORMS: Readonly<Record<string, string>> = {
  upload_file: 'boto3’s upload sends no If-None-Match, so that it could overwrite',
  'without If-None-Match': 'it would write over an object that is there',
  'in an archive class': 'its storage class is GLACIER, and only the standard one may be written',
  'plain signed request': 'signed by hand, without an SDK',
  'pandas to_parquet': 'as pandas writes it',
  'pandas to_parquet, by its address': 'as pandas writes it to an address',
  's3fs open': 'as s3fs writes it',
};

/** Why a place is closed, or open, to a plant. */
const PLACES: Readonly<Record<string, string>> = {
  'its own prefix': 'under its own prefix',
  'its own stream': 'into its own stream',
  'its own object': 'on what it put itself',
};

/** Which condition tells this request from those that get the other answer. */
export function whyWords(rows: readonly Row[]): string {
  const [row] = rows;
  if (row === undefined) return '';
  const form = /\((.*)\)$/.exec(row.operation)?.[1];
  const told = form === undefined ? undefined : FORMS[form];
  if (row.wanted === 'accepted') return [acceptedWords(row), told].filter((words) => words !== undefined).join('; ');
  if (told !== undefined && row.operation.startsWith('Put')) return `${told}: refused for that alone`;
  return refusedWords(row);
}

function acceptedWords({ operation, target }: Row): string {
  const place = PLACES[target] ?? target;
  if (operation.includes('Abort')) return `an upload of its own may be given up, ${place}`;
  return `a new object or record ${place}`;
}

function refusedWords({ operation, target }: Row): string {
  if (/^Delete/.test(operation)) return 'a plant deletes nothing, its own objects neither';
  if (/^Put.*Policy/.test(operation)) return 'a plant changes no rule of a bucket';
  if (/^Put/.test(operation)) return `“${target}” is not its own place: the same request passes in its own`;
  return 'a plant reads and lists nothing';
}

/** Why an identity has no answer in a row of the others. */
export function untriedWords(rows: readonly Row[], identity: string): string {
  const [row] = rows;
  if (row === undefined) return 'not tried';
  if (row.target === 'its own stream') return 'not its case: it has no stream';
  if (row.target.includes('stream')) return 'not its case: there is no other stream than its own';
  if (identity.startsWith('sender') && row.wanted === 'accepted') return 'not its case: it sends no If-None-Match';
  if (row.wanted === 'refused') return 'not its case: it may, since every version is kept';
  return 'not its case';
}
