import { variable } from './families.ts';
import type { Random } from './random.ts';

type Draw = (text: string, random: Random) => string;

/** Ways to write an action so that it is, or is nearly, the one asked for. */
const ACTION_WAYS: readonly Draw[] = [
  (action) => action,
  (action) => `${action.split(':')[0]}:*`,
  (action, random) => `${action.slice(0, action.length - 1 - random.below(5))}*`,
  (action, random) => starInside(action, action.indexOf(':') + 2, random),
  (action, random) => questionMark(action, action.indexOf(':') + 1, random),
  (action) => action.toLowerCase(),
  () => '*',
];

const OTHER_ACTIONS = ['s3:GetObject', 's3:Put*', 's3:Get?bject', 'kinesis:PutRecord', 'kms:*', 'logs:Get*', 'sqs:*'];

/** Ways to write a resource so that it takes, or nearly takes, the one asked for. */
const RESOURCE_WAYS: readonly Draw[] = [
  (arn) => arn,
  () => '*',
  (arn, random) => `${arn.slice(0, startOfName(arn) + random.below(arn.length - startOfName(arn)))}*`,
  (arn, random) => starInside(arn, startOfName(arn), random),
  (arn, random) => questionMark(arn, startOfName(arn), random),
  (arn) => `${arn}/*`,
  (arn, random) => insertQuestionMark(arn, random),
  (arn) => arn.replace('eu-west-1', 'us-east-1'),
  (arn) => arn.replace(/\d{12}/, '333333333333'),
  (arn) => arn.replace(/^(arn:aws:)[^:]+/, '$1sqs'),
  (arn) =>
    parts(arn)
      .map((part, index) => (index === 3 || index === 4 ? '*' : part))
      .join(':'),
  // A star for all but the first and the last character of a region.
  (arn) =>
    parts(arn)
      .map((part, index) => (index === 3 ? part.replace(/^(.).+(.)$/, '$1*$2') : part))
      .join(':'),
  // An ARN whose account was forgotten: its name stands where the account should.
  (arn) => [...parts(arn).slice(0, 3), 'e*1', ...parts(arn).slice(5)].join(':'),
  (arn) => [...parts(arn).slice(0, 3), '*', ...parts(arn).slice(5)].join(':'),
  (arn) => parts(arn).slice(0, 3).join(':'),
  (arn) => arn.replace(/team=ab?/, `team=${variable('aws:PrincipalTag/team')}`),
  (arn) => arn.replace('uploads.', 'uploads-'),
  (arn) => arn.replace('uploads-', 'uploads.'),
];

const OTHER_RESOURCES = [
  'arn:aws:s3:::uploads/team=a/*',
  'arn:aws:s3:::uploads/team=a*',
  'arn:aws:kinesis:*:*:stream/a',
  'arn:aws:s3:::other/*',
];

/** An Action pattern, near to the action mostly. */
export function actionNear(action: string, random: Random): string {
  return random.chance(0.92) ? random.pick(ACTION_WAYS)(action, random) : random.pick(OTHER_ACTIONS);
}

/** A Resource pattern, near to the resource mostly. */
export function resourceNear(arn: string, random: Random): string {
  const pattern = random.chance(0.93) ? random.pick(RESOURCE_WAYS)(arn, random) : random.pick(OTHER_RESOURCES);
  return isPlain(pattern) ? pattern : '*';
}

/** IAM's page can be read in one way only; where there are two, nothing can be compared. */
function isPlain(pattern: string): boolean {
  const written = parts(pattern);
  return written.length >= 6 || !written.slice(0, -1).some((part) => part.endsWith('*'));
}

function parts(arn: string): string[] {
  return arn.split(':');
}

function startOfName(arn: string): number {
  return parts(arn).slice(0, 5).join(':').length + 1;
}

/** A star in place of some characters, with something left behind it. */
function starInside(text: string, from: number, random: Random): string {
  const start = from + random.below(Math.max(1, text.length - from - 1));
  const end = start + random.below(Math.max(1, text.length - start));
  return `${text.slice(0, start)}*${text.slice(end)}`;
}

function questionMark(text: string, from: number, random: Random): string {
  const at = from + random.below(text.length - from);
  return `${text.slice(0, at)}?${text.slice(at + 1)}`;
}

/** One character more than the resource has. */
function insertQuestionMark(text: string, random: Random): string {
  const at = startOfName(text) + random.below(text.length - startOfName(text));
  return `${text.slice(0, at)}?${text.slice(at)}`;
}
