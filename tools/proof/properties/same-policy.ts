import type { Policy } from '../../../packages/iam-proof/index.ts';

/** Two policies say the same, wherever they stand. */
export function saysTheSame(one: Policy, other: Policy): boolean {
  const [first, second] = [one, other].map(({ statements }) =>
    JSON.stringify(statements.map(({ source: _, ...statement }) => statement)),
  );
  return first === second;
}
