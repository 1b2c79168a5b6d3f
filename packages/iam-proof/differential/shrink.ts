import { type Difference, differs } from './compare.ts';
import {
  type Attached,
  conditionsOf,
  type Evaluator,
  ours,
  type Pair,
  type StatementDocument,
  textsOf,
} from './pair.ts';
import type { Peers } from './peers.ts';

/** Each difference on the smallest pair that still shows it: what can be left out is. */
export async function shrink(
  differences: readonly Difference[],
  peers: Peers,
  evaluator: Evaluator = ours,
): Promise<Difference[]> {
  const done: Difference[] = [];
  let rest = differences;
  while (rest.length > 0) {
    const candidates = rest.map(({ pair }) => smaller(pair));
    const answers = await peers.ask(candidates.flat());
    let from = 0;
    const next: Difference[] = [];
    for (const [index, difference] of rest.entries()) {
      const { peer, allowed } = difference;
      const tried = candidates[index] ?? [];
      const start = from;
      from += tried.length;
      const pair = tried.find(
        (each, at) => evaluator(each) === allowed && differs(answers[start + at]?.[peer], allowed),
      );
      if (pair === undefined) done.push(difference);
      else next.push({ peer, allowed, pair });
    }
    rest = next;
  }
  return done;
}

/** Every pair that has one thing less. */
function smaller(pair: Pair): Pair[] {
  const { request, policies } = pair;
  return [
    ...without(policies).map((fewer) => ({ ...pair, policies: fewer })),
    ...policies.flatMap((attached, index) =>
      smallerPolicies(attached).map((each) => ({ ...pair, policies: policies.with(index, each) })),
    ),
    ...Object.keys(request.context)
      .filter((key) => key !== 'aws:securetransport')
      .map((gone) => {
        const { [gone]: _, ...context } = request.context;
        return { ...pair, request: { ...request, context } };
      }),
  ];
}

function smallerPolicies({ kind, document }: Attached): Attached[] {
  const { Statement } = document;
  const fewer = Statement.length > 1 ? without(Statement) : [];
  const lesser = Statement.flatMap((statement, index) =>
    smallerStatements(statement).map((each) => Statement.with(index, each)),
  );
  return [...fewer, ...lesser].map((each) => ({ kind, document: { ...document, Statement: each } }));
}

function smallerStatements(statement: StatementDocument): StatementDocument[] {
  const { Condition, ...rest } = statement;
  const conditions = conditionsOf(statement);
  return [
    ...(Condition === undefined ? [] : [rest]),
    ...(conditions.length < 2 ? [] : conditions).map(({ operator, key, values }) => ({
      ...rest,
      Condition: { [operator]: { [key]: values } },
    })),
    ...conditions.flatMap(({ operator, key, values }) =>
      without(textsOf(values))
        .filter((fewer) => fewer.length > 0)
        .map((fewer) => ({ ...rest, Condition: { [operator]: { [key]: fewer } } })),
    ),
    ...(['Action', 'NotAction', 'Resource', 'NotResource'] as const).flatMap((element) =>
      without(textsOf(statement[element]))
        .filter((fewer) => fewer.length > 0)
        .map((fewer) => ({ ...statement, [element]: fewer })),
    ),
  ];
}

function without<T>(items: readonly T[]): T[][] {
  return items.map((_, index) => items.toSpliced(index, 1));
}
