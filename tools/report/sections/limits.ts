import type { ReportData } from '../data.ts';
import { plural } from '../format.ts';
import { groupBy } from '../group.ts';
import { type Html, html } from '../html.ts';
import { deployedAgainst } from '../verdict/airlock.ts';
import { standingOf } from '../verdict/finding.ts';
import { mark, section, table } from './section.ts';

/** Limits of a run on one machine, by name. */
export function limitsSection(data: ReportData): Html {
  return section(
    'limits',
    'What this local run does not show',
    'The stacks were deployed by the CDK’s own command to a stand-in of AWS on this machine. What the stand-in takes but does not act on stands here by name. Whether a state machine, a schedule, a rule or a queue may act, it does not check: those rights are proved by tests of the templates, not tried.',
    [checked(data), notAppliedTable(data.notApplied)],
  );
}

function checked(data: ReportData): Html {
  const { resources, checked, different } = data.deployed;
  const findings = deployedAgainst(data);
  return html`
<p class="conclusion">${mark(standingOf(findings))}${plural(resources, 'resource')} deployed, ${checked} read back through the service’s own API, ${different.length === 0 ? 'none' : different.length} different from the template.</p>
${findings.length > 0 ? html`<ul>${findings.map(({ line }) => html`<li>${line}</li>`)}</ul>` : ''}`;
}

function notAppliedTable(notApplied: ReportData['notApplied']): Html {
  const groups = groupBy(notApplied, ({ type, property, why }) => JSON.stringify([type, property, why]));
  const rows = [...groups.values()].map(
    (group) => html`
<tr><th scope="row"><code>${group[0]?.type}</code> ${group[0]?.property}</th><td class="text">${group[0]?.why}</td>
<td class="text names">${group.map(({ stack, logicalId }) => html`<code>${stack}/<wbr>${logicalId}</code>`)}</td></tr>`,
  );
  const title = `${plural(notApplied.length, 'property', 'properties')} set without effect here`;
  return html`<details><summary>${title}</summary>${table('Not applied locally', ['Property', ['What happens instead'], ['Resources']], rows)}</details>`;
}
