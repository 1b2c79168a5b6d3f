import { compare } from '../differential/compare.ts';
import { FEATURES, featuresOf } from '../differential/generate/features.ts';
import { drawPair } from '../differential/generate/pairs.ts';
import { randomFrom } from '../differential/generate/random.ts';
import { type Evaluator, ours, type Pair, statementsOf } from '../differential/pair.ts';
import { linesOf } from '../differential/render.ts';
import { runDifferential } from '../differential/run.ts';
import { shrink } from '../differential/shrink.ts';
import { allowing, pairOf, peersBy } from './pairs.ts';

function draw(count: number, seed: number): Pair[] {
  const random = randomFrom(seed);
  return Array.from({ length: count }, () => drawPair(random));
}

/** A mistake: conditions with IfExists count as met whatever the request says. */
const lax: Evaluator = (pair) => ours({ ...pair, policies: pair.policies.map(withoutIfExists) });
function withoutIfExists({ kind, document }: Pair['policies'][number]): Pair['policies'][number] {
  const Statement = document.Statement.map(({ Condition = {}, ...rest }) => ({
    ...rest,
    Condition: Object.fromEntries(Object.entries(Condition).filter(([operator]) => !operator.endsWith('IfExists'))),
  }));
  return { kind, document: { ...document, Statement } };
}

describe('pairs that are drawn', () => {
  const pairs = draw(4000, 7);

  test('are the same for the same seed, and others for another', () => {
    expect(draw(50, 7)).toEqual(pairs.slice(0, 50));
    expect(draw(50, 8)).not.toEqual(pairs.slice(0, 50));
  });

  test('have every feature between them', () => {
    const reached = new Set(pairs.flatMap((pair) => [...featuresOf(pair)]));
    expect(FEATURES.filter((feature) => !reached.has(feature))).toEqual([]);
  });

  test('are allowed about every second time', () => {
    const share = pairs.filter(ours).length / pairs.length;
    expect([share > 0.4, share < 0.6]).toEqual([true, true]);
  });
});

describe('a comparison', () => {
  test('finds a planted mistake and says it on the smallest pair', async () => {
    const peers = peersBy({ honest: ours });
    const { differences } = await compare(draw(1000, 3), peers, lax);
    const smallest = await shrink(differences, peers, lax);
    const operators = smallest.map(({ pair }) =>
      statementsOf(pair).flatMap(({ Condition }) => Object.keys(Condition ?? {})),
    );
    expect(smallest.length).toBeGreaterThan(5);
    expect(operators.filter((each) => each.length !== 1 || !each[0]?.endsWith('IfExists'))).toEqual([]);
  });

  test('finds nothing where all agree', async () => {
    const { differences, compared, byPeer } = await compare(draw(200, 3), peersBy({ honest: ours }));
    expect([differences, compared, byPeer]).toEqual([[], 200, { honest: 200 }]);
  });

  test('counts by name what a peer does not evaluate, and takes it for no verdict', async () => {
    const peers = { ask: async () => [{ honest: 'allow', poor: 'lacks variables' }], close: () => {} };
    const found = await compare([pairOf([['identity', allowing()]])], peers);
    expect(found).toEqual({
      differences: [],
      allowed: 1,
      compared: 1,
      byPeer: { honest: 1 },
      lacking: { 'poor lacks variables': 1 },
    });
  });

  test('drops what is not needed: policies, statements, conditions, values and keys', async () => {
    const big = pairOf(
      [
        ['identity', allowing({ Action: ['s3:*', 'kms:*'] }), allowing({ Effect: 'Deny', Action: 'kms:*' })],
        ['resource', allowing({ Principal: '*', Condition: { Bool: { 'aws:SecureTransport': ['true', 'false'] } } })],
      ],
      { context: { 'aws:securetransport': 'true', 's3:prefix': 'x' } },
    );
    const never: Evaluator = () => false;
    const [smallest] = await shrink([{ peer: 'never', pair: big, allowed: true }], peersBy({ never }));
    expect(smallest?.pair).toEqual(pairOf([['resource', allowing({ Principal: '*' })]]));
  });
});

describe('a run', () => {
  const wanted = { pairs: 1000, seed: 5 };

  test('differs where a difference is unexplained, and prints the pair', async () => {
    const outcome = await runDifferential(wanted, peersBy({ honest: ours }), lax);
    expect(outcome.verdict).toBe('differ');
    expect(linesOf(outcome).join('\n')).toContain('IfExists');
  });

  test('of few pairs shows nothing', async () => {
    const { verdict, unexplained } = await runDifferential(wanted, peersBy({ honest: ours }));
    expect([verdict, unexplained]).toEqual(['undecided', []]);
  });

  test('of enough pairs finds rules that nothing falls under', async () => {
    const { verdict, stale } = await runDifferential({ pairs: 10_000, seed: 5 }, peersBy({ honest: ours }));
    expect([verdict, stale]).toEqual([
      'differ',
      expect.arrayContaining(['moto: a question mark stands for one character']),
    ]);
  });
});
