import type { ReportData } from '../data.ts';
import { plural, seconds } from '../format.ts';
import { type Html, html } from '../html.ts';
import { proofAgainst } from '../verdict/airlock.ts';
import { standingOf } from '../verdict/finding.ts';
import { list, mark } from './section.ts';

const SAID = {
  proven: 'Proved from the templates that were deployed: no possible request breaks a promise',
  refuted: 'REFUTED from the templates that were deployed',
  undecided: 'Not decided from the templates that were deployed',
};

/** The proof, which speaks of every request, tried or not. */
export function proofLines({ proof }: Pick<ReportData, 'proof'>): Html {
  const { verdict, asked, identities, queries, against } = proof;
  const promises = Object.keys(asked).length;
  const figures = `${plural(promises, 'promise')}, ${plural(identities, 'identity', 'identities')}, ${plural(queries, 'question')} to the solver in ${seconds(proof.seconds)}`;
  return html`
<p class="conclusion">${mark(standingOf(proofAgainst({ proof })))}${SAID[verdict]} (${figures}).</p>
${list(against)}`;
}
