import type { ReportData } from '../data.ts';
import { plural, seconds } from '../format.ts';
import { type Html, html } from '../html.ts';
import { proofAgainst } from '../verdict/airlock.ts';
import { standingOf } from '../verdict/finding.ts';
import { mark } from './section.ts';

/** The proof, which speaks of every request, tried or not; nothing where nothing was proved. */
export function proofLines({ proof }: Pick<ReportData, 'proof'>): Html {
  if (proof === undefined) return html``;
  const { promises, identities, queries, against } = proof;
  const asked = `${plural(promises, 'promise')}, ${plural(identities, 'identity', 'identities')}, ${plural(queries, 'question')} to the solver z3 in ${seconds(proof.seconds)}`;
  const said = {
    proven: 'Proved from the templates that were deployed: no possible request breaks a promise',
    refuted: 'REFUTED from the templates that were deployed',
    undecided: 'Not decided from the templates that were deployed',
  }[proof.verdict];
  return html`
<p class="conclusion">${mark(standingOf(proofAgainst({ proof })))}${said} (${asked}).</p>
${against.length === 0 ? html`` : html`<ul>${against.map((each) => html`<li>${each}</li>`)}</ul>`}`;
}
