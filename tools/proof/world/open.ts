import type { JsonObject } from '../../../packages/iam-proof/index.ts';
import open from '../promise/open.json' with { type: 'json' };
import { valuesAt } from './members.ts';
import type { Value } from './places.ts';
import { escaped, type Words, whole } from './words.ts';

/** A place in which a configuration may say what it likes, as far as its form goes. */
export interface Open {
  /** Type and path, in which a star is any text; with the resource's name after the type, of it alone. */
  readonly at: string;
  /** Regular expression of the whole value, or of its form: tokens in place of names. @default - any text */
  readonly like?: string;
  /** The value may name what is not of the app. */
  readonly outside?: boolean;
  /** Most different values in one assembly. @default - any number */
  readonly most?: number;
  /** Bounds of a number. @default - no number, unless the form says so */
  readonly from?: number;
  readonly to?: number;
  /** It need not be said. */
  readonly optional?: boolean;
  /** Where the configuration says it, lists passed through: the value must be the one that stands there. */
  readonly config?: string;
  /** What a number of the configuration is multiplied by, and what its other words are called. */
  readonly times?: number;
  readonly said?: Readonly<Record<string, string>>;
  readonly reason: string;
}

interface OpenPlace extends Open {
  readonly like: string;
  readonly paths: RegExp;
  readonly forms: RegExp;
}

const OPEN: readonly OpenPlace[] = (open as Open[]).map(({ like = '.*', ...each }) => ({
  ...each,
  like,
  paths: whole(each.at.split('*').map(escaped).join('.*')),
  forms: whole(like),
}));

/** A number that is an account's. */
const ACCOUNT = /(?<![\w-])\d{12}(?![\w-])/;

/** Parts of a text that name something of AWS or of the internet, and an account. */
const NAMES = new RegExp(`\\barn:|\\bs3://|https?://|\\bamazonaws\\b|${ACCOUNT.source}`);

/** A token of what an assembly holds; who it belongs to and where it is are no names of its own. */
const OWN = /\{(?!account\}|region\}|partition\}|hash\}|name\})[^}]+\}/;

/** Whether a form names something that is none of the app's. */
export function namesAnother(form: string): boolean {
  const names = form.match(/\barn:[^\s"',]+|\bs3:\/\/[^\s"',]+|https?:\/\/[^\s"',]+/g) ?? [];
  return NAMES.test(form) && (names.length === 0 || names.some((name) => !OWN.test(name) || ACCOUNT.test(name)));
}

/** Whose value it is. */
export interface Owner {
  readonly words: Words;
  /** Of its kind. */
  readonly id?: string | undefined;
  readonly config?: JsonObject | undefined;
}

/** The way in which a place of a resource is open to a value. */
export function openTo({ place, value }: Value, { words, id = '', config }: Owner): Open | undefined {
  const own = place.replace('.', ` ${id}.`);
  const form = words.formOf(value);
  return OPEN.find(
    (open) =>
      (open.paths.test(place) || open.paths.test(own)) &&
      isLike(open, String(value), form, words) &&
      isWithin(open, form) &&
      isConfigured(open, [form, String(value)], config) &&
      (open.outside === true || !NAMES.test(form)),
  );
}

/** A token of a resource, other than a bucket, where it stands for an ARN. */
const OF_RESOURCE = /\{\w+::/;

/** A name that somebody gives may have another one in it: a profile may be called after a site. */
function isLike(open: OpenPlace, value: string, form: string, words: Words): boolean {
  const isOwn = value.includes('arn:') && OF_RESOURCE.test(form);
  return open.forms.test(form) || (!isOwn && words.expressionOf(open.like).test(value));
}

function isWithin({ from, to }: Open, form: string): boolean {
  if (from === undefined && to === undefined) return true;
  return form !== '' && Number(form) >= (from ?? -Infinity) && Number(form) <= (to ?? Infinity);
}

function isConfigured(
  { config: path, times, said }: Open,
  got: readonly string[],
  config: JsonObject | undefined,
): boolean {
  if (path === undefined || config === undefined) return true;
  const wanted = valuesAt(config, path.split('.'));
  return wanted.some((value) => got.includes(said?.[String(value)] ?? String(times ? Number(value) * times : value)));
}
