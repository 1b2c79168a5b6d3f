import told from '../../contract/time-pattern.json' with { type: 'json' };

/** The part of a time that letters of a pattern are, and strptime's word for it, by the letters. */
const FIELDS: Readonly<Record<string, { readonly part: string; readonly strptime: string }>> = told.fields;
const MEANT: Readonly<Record<string, string>> = told.meant;

const TOKEN = /'(?:[^']|'')*'|([A-Za-z])\1*|[^A-Za-z']+|'/g;
const OFFSET = /^(?:X{1,3}|x{1,3}|Z)$/;
const FRACTION = /^S+$/;
const STRPTIME = /%[A-Za-z]/;
const STRPTIME_TOKEN = /%[A-Za-z]|[A-Za-z]+/g;
const LETTERS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    Object.entries(FIELDS)
      .reverse()
      .map(([letters, { strptime }]) => [strptime, letters]),
  ),
  '%z': 'XXX',
  '%f': 'SSSSSS',
};
const WORDS = ['%p', '%a', '%A', '%b', '%B'];
const HOURS = ['hour', 'hour of twelve'];
const LACKING = 'no field for';

/**
 * What is wrong with a view's time pattern, and the one that is meant where that can be told; undefined where the jobs can read times by it.
 * Their own parser, glue-scripts/replica/readers/time_pattern.py, refuses the same.
 */
export function timePatternFault(pattern: string): string | undefined {
  const fault = faultOf(tokensOf(pattern));
  return fault === undefined ? undefined : `${fault}${asked(pattern)}`;
}

function asked(pattern: string): string {
  const meant = meantBy(pattern);
  const left = faultOf(tokensOf(meant));
  const helps = meant !== pattern && (left === undefined || left.startsWith(LACKING));
  return helps ? `; did you mean "${meant}"?` : '';
}

function tokensOf(pattern: string): string[] {
  return pattern.match(TOKEN) ?? [];
}

/** What the writer of a pattern of .NET, of moment.js or of strptime has meant, in the letters of Java. */
function meantBy(pattern: string): string {
  if (STRPTIME.test(pattern)) return pattern.replace(STRPTIME_TOKEN, (found) => LETTERS[found] ?? `'${found}'`);
  const tokens = tokensOf(pattern).map((token) => MEANT[token] ?? token);
  return monthsAndMinutes(hours(tokens)).join('');
}

function hours(tokens: string[]): string[] {
  const parts = tokens.map(partOf);
  const [half, twelve] = [parts.includes('half of the day'), parts.includes('hour of twelve')];
  if (half && !twelve) return tokens.map((each) => (partOf(each) === 'hour' ? each.replaceAll('H', 'h') : each));
  if (half) return tokens;
  return tokens.map((each) => (partOf(each) === 'hour of twelve' ? each.replaceAll('h', 'H') : each));
}

/** Behind the hour it is the minute that is meant, and nowhere else. */
function monthsAndMinutes(tokens: string[]): string[] {
  let before = '';
  return tokens.map((token) => {
    const [part, isBehindHour] = [partOf(token), HOURS.includes(before)];
    before = part ?? before;
    if (part === 'minute' && !isBehindHour) return token.toUpperCase();
    return isBehindHour && (token === 'M' || token === 'MM') ? token.toLowerCase() : token;
  });
}

/** The first thing that is wrong. */
function faultOf(tokens: string[]): string | undefined {
  const offset = tokens.findIndex((token) => OFFSET.test(token));
  for (const [index, token] of tokens.entries()) {
    const fault = tokenFault(token, tokens[index - 1] ?? '', offset !== -1 && index > offset);
    if (fault !== undefined) return fault;
  }
  const parts = tokens.map(partOf).filter((part) => part !== undefined);
  if (!parts.includes('second') && tokens.some((token) => FRACTION.test(token))) return 'a fraction (S) of no second';
  return partsFault(parts) ?? orderFault(parts);
}

function tokenFault(token: string, before: string, isBehindOffset: boolean): string | undefined {
  if (token === "'") return 'a quote that is not closed';
  if (isBehindOffset && token.trim() !== '') return `"${token}" behind the offset, wanted it to be the last`;
  if (FRACTION.test(token)) {
    return /[.,]$/.test(before) ? undefined : 'a fraction of a second (S) without a point or comma before it';
  }
  if (/^[A-Za-z]/.test(token) && partOf(token) === undefined && !OFFSET.test(token))
    return `"${token}", which is no field`;
  if (isNumber(before) && isNumber(token) && [before.length, token.length].includes(1)) {
    return `"${before}" and "${token}" with nothing between them, by which no digit could be told from the next`;
  }
  return undefined;
}

function partsFault(parts: string[]): string | undefined {
  const twice = parts.find((part, index) => parts.indexOf(part) !== index);
  if (twice !== undefined) return `the ${twice} twice`;
  const [hour, twelve, half] = ['hour', 'hour of twelve', 'half of the day'].map((part) => parts.includes(part));
  if (hour && twelve) return 'the hour twice';
  if (twelve && !half) return 'hours of a 12-hour clock (h) without AM or PM (a)';
  if (half && !twelve) return 'AM or PM (a) without hours of a 12-hour clock (h)';
  const lacking = ['year', 'month', 'day', 'hour', 'minute'].filter(
    (part) => !(parts.includes(part) || (part === 'hour' && twelve)),
  );
  return lacking.length > 0 ? `${LACKING} ${lacking.join(', ')}` : undefined;
}

/** By a month in the minute's place times would be read, and wrongly. */
function orderFault(parts: string[]): string | undefined {
  const behind = parts[parts.findIndex((part) => HOURS.includes(part)) + 1];
  if (behind === 'minute') return undefined;
  return `${behind === undefined ? 'nothing' : `the ${behind}`} behind the hour, wanted the minute`;
}

function partOf(token: string): string | undefined {
  return FIELDS[token]?.part;
}

function isNumber(token: string): boolean {
  const field = FIELDS[token];
  return field !== undefined && !WORDS.includes(field.strptime);
}
