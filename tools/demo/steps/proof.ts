import { join } from 'node:path';
import { ROOT } from '../../project/paths.ts';
import type { Proof } from '../../proof/prove.ts';
import { proofOf } from '../../proof/prove-folder.ts';
import type { ProofFigures } from '../../report/data.ts';
import { ASSEMBLY } from './deploy.ts';

/** Proves from the templates that are deployed that no way leads back to the plant. */
export function proveStacks(): Promise<Proof> {
  return proofOf(join(ROOT, ASSEMBLY));
}

/** A proof as the report shows it. */
export function figuresOf(proof: Proof): ProofFigures {
  const { verdict, asked, identities, queries, seconds } = proof;
  return { verdict, promises: Object.keys(asked).length, identities, queries, seconds, against: againstOf(proof) };
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
  const { verdict, promises, identities, queries, seconds } = figuresOf(proof);
  return `Proof: ${verdict}, ${promises} promises about ${identities} identities, ${queries} questions to the solver in ${seconds.toFixed(1)} s`;
}
