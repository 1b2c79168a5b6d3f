import {
  type Decision,
  decideDaily,
  decideFirst,
  decideOnRequest,
  isWaiting,
  oldestDays,
} from '../../lambda/pi-integrator-key/decide.ts';
import type { AccessKey } from '../../lib/contract/index.ts';

const NOW = new Date('2026-11-25T12:00:00Z');
const daysAgo = (days: number): string => new Date(NOW.getTime() - days * 24 * 3600 * 1000).toISOString();

/** An active, stored key that was made and last used so many days ago; `null`: never used. */
const key = (id: string, made: number, used: number | null, more: Partial<AccessKey> = {}): AccessKey => ({
  id,
  isActive: true,
  isStored: true,
  createdAt: daysAgo(made),
  lastUsedAt: used === null ? null : daysAgo(used),
  ...more,
});
const disabled = { isActive: false, isStored: false };
const older = { isStored: false };

type Case = [string, AccessKey[], object];

test.each<Case>([
  ['a young key', [key('A', 75, 0)], { do: 'nothing', why: 'A is 75 days old, and due at 76' }],
  ['a key that is due', [key('A', 76, 0)], { do: 'make', why: 'A is 76 days old, and was due at 76' }],
  ['a due key that nobody uses', [key('A', 80, null)], { do: 'make' }],
  ['a due key beside a disabled one', [key('A', 90, 0), key('B', 180, 95, disabled)], { do: 'make', discard: 'B' }],
  ['a young key beside a disabled one', [key('A', 3, 0), key('B', 80, 2, disabled)], { do: 'nothing' }],
  [
    'a new key never used, the old one quiet for a year',
    [key('A', 400, 365, older), key('B', 300, null)],
    { do: 'nothing' },
  ],
  ['two targets, both on the old key', [key('A', 90, 0, older), key('B', 14, null)], { do: 'nothing' }],
  ['two targets, one still on the old key', [key('A', 90, 0, older), key('B', 14, 0)], { do: 'nothing' }],
  ['an old key used six days before the new one', [key('A', 90, 6, older), key('B', 14, 0)], { do: 'nothing' }],
  [
    'an old key quiet for a week of use of the new one',
    [key('A', 90, 7, older), key('B', 14, 0)],
    { do: 'disable', key: 'A' },
  ],
  ['a new key tried once, and no use of either since', [key('A', 90, 30, older), key('B', 40, 29)], { do: 'nothing' }],
  [
    'an old key that was never used',
    [key('A', 90, null, { isStored: true }), key('B', 14, 0)],
    { do: 'disable', key: 'A' },
  ],
  ['two keys of one second, neither used yet', [key('B', 0, null), key('A', 0, null, older)], { do: 'nothing' }],
  ['keys in no order', [key('B', 14, 0), key('A', 90, 7, older)], { do: 'disable', key: 'A' }],
  ['revoked keys', [key('A', 90, 7, disabled), key('B', 14, 0, { isActive: false })], { do: 'nothing' }],
  ['a user without a key', [], { do: 'nothing' }],
  ['a key that was made and not stored', [key('A', 80, 0), key('B', 0, null, older)], { do: 'make', discard: 'B' }],
])('each day: %s', (_, keys, decision) => {
  expect(decideDaily(keys, NOW, 90)).toEqual({ why: expect.any(String), ...decision });
});

test.each<Case>([
  ['no key', [], { do: 'make' }],
  ['a key', [key('A', 400, 0)], { do: 'nothing' }],
  ['two keys', [key('A', 90, 0, older), key('B', 3, null)], { do: 'nothing' }],
  ['a key that was made and not stored', [key('A', 0, null, older)], { do: 'make', discard: 'A' }],
  ['revoked keys', [key('A', 90, 7, disabled)], { do: 'nothing' }],
])('a deploy that finds %s', (_, keys, decision) => {
  expect(decideFirst(keys)).toEqual({ why: expect.any(String), ...decision });
});

test.each<Case>([
  ['a young key', [key('A', 1, 0)], { do: 'make' }],
  ['a key beside a disabled one', [key('A', 1, 0), key('B', 90, 8, disabled)], { do: 'make', discard: 'B' }],
  ['two revoked keys', [key('A', 90, 7, disabled), key('B', 14, 0, { isActive: false })], { do: 'make', discard: 'A' }],
  ['one revoked key', [key('A', 90, 7, disabled)], { do: 'make' }],
  ['two active keys, neither typed in yet', [key('A', 0, null, older), key('B', 0, null)], { do: 'nothing' }],
  ['two active keys', [key('A', 90, 0, older), key('B', 14, null)], { do: 'nothing' }],
])('a person who asks for a new key and has %s', (_, keys, decision) => {
  expect(decideOnRequest(keys)).toEqual({ why: expect.any(String), ...decision });
});

test('time alone disables no key, however much of it passes', () => {
  const keys = [key('A', 90, 3, older), key('B', 14, 2)];
  const decisions = [1, 30, 365, 3650].map((days) =>
    decideDaily(keys, new Date(NOW.getTime() + days * 86_400_000), 90),
  );
  expect(new Set(decisions.map((decision: Decision) => decision.do))).toEqual(new Set(['nothing']));
});

test('a key waits while it lies beside an active one and was never used', () => {
  expect(isWaiting([key('A', 90, 0, older), key('B', 1, null)])).toBe(true);
  expect(isWaiting([key('A', 90, 0, older), key('B', 1, 0)])).toBe(false);
  expect(isWaiting([key('A', 1, null)])).toBe(false);
});

test('the age is that of the oldest active key', () => {
  expect(oldestDays([key('B', 3, 0), key('A', 90, 0), key('C', 200, 100, disabled)], NOW)).toBe(90);
  expect(oldestDays([key('A', 90, 7, disabled)], NOW)).toBeUndefined();
});
