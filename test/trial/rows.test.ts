import { type Row, showingOf, tallies, troubles } from '../../tools/trial/rows.ts';

function rowOf(more: Partial<Row> = {}): Row {
  return {
    identity: 'sender of a',
    service: 's3',
    operation: 'GetObject',
    target: 'its own object',
    wanted: 'refused',
    owner: 'accepted',
    observed: 'refused',
    answer: '403 AccessDenied',
    ...more,
  };
}

test.each<[string, Partial<Row>, string]>([
  ['a refused read that its owner can make', {}, 'kept'],
  ['an accepted read', { observed: 'accepted' }, 'broken'],
  ['a refused read that its owner cannot make', { owner: 'unclear' }, 'unclear'],
  ['a read that is answered by no denial', { observed: 'unclear' }, 'unclear'],
  ['a read that only the proof covers', { owner: 'not implemented', observed: 'not tried' }, 'not tried'],
  ['an intended write that passes', { wanted: 'accepted', owner: 'not tried', observed: 'accepted' }, 'kept'],
  ['an intended write that is refused', { wanted: 'accepted', owner: 'not tried' }, 'broken'],
])('%s', (_, more, showing) => {
  expect(showingOf(rowOf(more))).toBe(showing);
});

test('a tally counts each answer of each identity, and names what is not tried once', () => {
  const left = { owner: 'not implemented', observed: 'not tried', operation: 'ReEncrypt', service: 'kms' } as const;
  const rows = [rowOf(), rowOf({ observed: 'accepted' }), rowOf(left), rowOf(left), rowOf({ identity: 'sender of b' })];
  expect(tallies(rows)).toEqual([
    { identity: 'sender of a', tried: 2, refused: 1, accepted: 1, unclear: 0, notTried: ['kms ReEncrypt'] },
    { identity: 'sender of b', tried: 1, refused: 1, accepted: 0, unclear: 0, notTried: [] },
  ]);
});

test('what is not as promised stands by name with its owner and the answer', () => {
  expect(troubles([rowOf(), rowOf({ observed: 'accepted', answer: 'OK' })])).toEqual([
    'sender of a: s3 GetObject on its own object: accepted, wanted refused; its owner: accepted (OK)',
  ]);
});
