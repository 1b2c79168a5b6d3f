import fc from 'fast-check';
import { type Condition, OPERATORS, type Operator } from '../../iam/policy.ts';
import { mostly, near, rarely, some } from './texts.ts';

/** A condition key, what compares its values, and values that policies write. */
interface Subject {
  readonly key: string;
  readonly operators: readonly Operator[];
  readonly written: fc.Arbitrary<string>;
}

const TEXTS = fc.string({ unit: fc.constantFrom('a', 'b', 'A', '*', '?', 'jo'), minLength: 1, maxLength: 2 });
const NUMBERS = fc.constantFrom('-5', '0', '010', '1', '1.0', '1.1', '1.2', '1.20', '1.25', '2', '10', '100');
const IPV4 = fc.constantFrom('10.0.0.1', '10.0.1.1', '203.0.113.7', '10.0.0.9/24', '10.0.0.0/8', '0.0.0.0/0');
const IPV6 = fc.constantFrom('2001:db8::1', '2001:db8:1::1', '2001:DB8::/32', '::ffff:10.0.0.0/104', '::/0');
const ARNS = ['iam::111111111111:role/staff/writer', 'iam::111111111111:user/staff/jo', 'sns:eu-west-1:1:topic:sub'];
const NAMES = fc.oneof(...ARNS.map((arn) => near(`arn:aws:${arn}`)));

/** Keys of every type that is understood. */
export const SUBJECTS: readonly Subject[] = [
  { key: 's3:prefix', operators: comparing(/^String/), written: TEXTS },
  { key: 'aws:username', operators: comparing(/^String/), written: TEXTS },
  // People compare numbers as texts, too.
  { key: 's3:max-keys', operators: comparing(/^(Numeric|String(Not)?Equals$)/), written: NUMBERS },
  { key: 'aws:securetransport', operators: comparing(/^Bool/), written: fc.constantFrom('true', 'False') },
  { key: 'aws:sourceip', operators: comparing(/IpAddress$/), written: fc.oneof(IPV4, IPV6) },
  { key: 'aws:sourcearn', operators: comparing(/^Arn/), written: NAMES },
  { key: 'aws:principalarn', operators: comparing(/^Arn/), written: NAMES },
];

function comparing(name: RegExp): Operator[] {
  return OPERATORS.filter((operator) => name.test(operator));
}

/** Conditions of a statement; what lies between two values, two of them seldom ask by chance. */
export function conditionsOn(subjects: readonly Subject[]): fc.Arbitrary<readonly Condition[]> {
  const own = some(fc.oneof(...subjects.map(conditionOn)));
  const ranges = subjects.map(({ key, operators, written }) => {
    const ends = operators.filter((operator) => /(Less|Greater)Than$/.test(operator));
    return fc.tuple(...ends.map((operator) => plain(operator, key, written)));
  });
  return mostly<readonly Condition[]>(fc.oneof(fc.constant([]), own), fc.oneof(...ranges), 20);
}

function conditionOn({ key, operators, written }: Subject): fc.Arbitrary<Condition> {
  const operator = fc.constantFrom(...operators);
  const compared = fc.record({ operator, ifExists: rarely(20), key: fc.constant(key), values: some(written) });
  return mostly<Condition>(compared, plain('Null', key, fc.constantFrom('true', 'false')), 10);
}

function plain(operator: Operator, key: string, written: fc.Arbitrary<string>): fc.Arbitrary<Condition> {
  return written.map((value) => ({ operator, ifExists: false, key, values: [value] }));
}
