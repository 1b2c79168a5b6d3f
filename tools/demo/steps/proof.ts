import { join } from 'node:path';
import { ROOT } from '../../project/paths.ts';
import type { Proof } from '../../proof/prove.ts';
import { proofOf } from '../../proof/prove-folder.ts';
import type { ProofFigures } from '../../report/data.ts';
import { ASSEMBLY } from './deploy.ts';

/** Proves from the templates that are deployed that no way leads back to the plant. */
export function proveStacks(signal: AbortSignal): Promise<Proof> {
  const stopped = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });
  // The solver cannot be stopped: it is left alone, and ends with the demo
  return Promise.race([proofOf(join(ROOT, ASSEMBLY)), stopped]);
}

/** A proof as the report shows it. */
export function figuresOf(proof: Proof): ProofFigures {
  const { verdict, asked, identities, queries, seconds, assumed } = proof;
  const remaining = [...proof.remaining];
  return { verdict, asked, identities, queries, seconds, against: againstOf(proof), remaining, assumed: [...assumed] };
}

/** Each promise that is broken or could not be told, a line each. */
function againstOf({ findings, undecided }: Proof): string[] {
  return [
    ...findings.map(({ property, who, message }) => `${who}: ${property}: ${message}`),
    ...undecided.map(({ where, reason }) => `${where}: cannot tell: ${reason}`),
  ];
}

/** The proof in one line. */
export function proofLine(proof: Proof): string {
  const { verdict, asked, identities, queries, seconds } = proof;
  return `Proof: ${verdict}, ${Object.keys(asked).length} promises about ${identities} identities, ${queries} questions to the solver in ${seconds.toFixed(1)} s`;
}
