import type { ReportData } from '../data.ts';
import { plural } from '../format.ts';
import { groupBy } from '../group.ts';
import { type Html, html } from '../html.ts';
import { deployedAgainst } from '../verdict/airlock.ts';
import { standingOf } from '../verdict/finding.ts';
import { folded, list, mark, resource, section, table } from './section.ts';

/** Limits of a run on one machine, by name. */
export function limitsSection(data: ReportData): Html {
  return section(
    'limits',
    'What was deployed, and what this local run does not show',
    'The stacks were deployed by the CDK’s own command to a stand-in of AWS on this machine. What the stand-in takes but does not act on stands here by name. Whether a state machine, a schedule or a rule may act, it does not check, but for what a queue lets a rule put into it: those rights are proved by tests of the templates, not tried.',
    [checked(data), stacksTable(data), notAppliedTable(data.notApplied)],
  );
}

function checked(data: ReportData): Html {
  const { resources, checked, different } = data.deployed;
  const findings = deployedAgainst(data);
  return html`
<p class="conclusion">${mark(standingOf(findings))}${plural(resources, 'resource')} deployed, ${checked} read back through the service’s own API, ${different.length === 0 ? 'none' : different.length} different from the template.</p>
${list(findings.map(({ line }) => line))}`;
}

function stacksTable({ deployed, recorded }: ReportData): Html {
  const rows = Object.entries(deployed.stacks).map(([stack, { resources, checked }]) => [
    stack,
    resources,
    checked,
    recorded.filter((each) => each.stack === stack).length,
  ]);
  return table('Resources by stack', ['Stack', 'Deployed', 'Read back', 'Recorded only'], rows);
}

function notAppliedTable(notApplied: ReportData['notApplied']): Html {
  const groups = groupBy(notApplied, ({ type, property, why }) => JSON.stringify([type, property, why]));
  const rows = [...groups.values()].map((group) => [
    html`<code>${group[0]?.type}</code> ${group[0]?.property}`,
    group[0]?.why ?? '',
    group.map(resource),
  ]);
  return folded(
    `${plural(notApplied.length, 'property', 'properties')} set without effect here`,
    table('Not applied locally', ['Property', ['What happens instead'], ['Resources', 'names']], rows),
  );
}
