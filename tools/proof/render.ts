import { linesOfRequest } from '../../packages/iam-proof/index.ts';
import type { Finding } from './properties/finding.ts';
import type { Proof } from './prove.ts';

/** The proof as people read it; `subject` is what was judged. */
export function renderProof(subject: string, proof: Proof): string {
  const { findings, undecided } = proof;
  return [
    ...findings.map(renderFinding),
    ...undecided.map(({ where, reason }) => `CANNOT TELL  ${where}\n    ${reason}`),
    ...(proof.verdict === 'undecided' && proof.identities === 0 ? [] : [promises(proof)]),
    ...remainingLines(proof),
    ...proof.assumed.map((what) => `assumed   ${what}`),
    `\n${verdictLine(subject, proof)}`,
  ].join('\n');
}

function renderFinding({ property, layer, who, message, request, by }: Finding): string {
  return [
    `REFUTED  ${property}`,
    `    by        ${who} (${layer} alone)`,
    `    because   ${message}`,
    ...(request === undefined ? [] : linesOfRequest(request)),
    ...by.map((source) => `    let by    ${source}`),
  ].join('\n');
}

function promises({ asked, findings }: Proof): string {
  const broken = new Set(findings.map(({ property }) => property));
  return Object.entries(asked)
    .map(([property, count]) => `${broken.has(property) ? 'REFUTED ' : 'proven  '} ${property} (asked ${count} times)`)
    .join('\n');
}

function remainingLines({ remaining }: Proof): string[] {
  return remaining.map(
    ({ who, action, resource, reason }) => `remains   ${who} may ${action} on ${resource}: ${reason}`,
  );
}

/** The verdict in one line. */
export function verdictLine(
  subject: string,
  { verdict, identities, queries, seconds, findings, undecided }: Proof,
): string {
  const facts = `${identities} identities, ${queries} questions to the solver, ${seconds.toFixed(1)} s`;
  const counts = `${findings.length} refuted, ${undecided.length} undecided`;
  return `${subject}: ${verdict === 'undecided' ? 'could not decide' : verdict} (${facts}; ${counts})`;
}
