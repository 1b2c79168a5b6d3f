import { measuredWords, ruleWords } from '../alarm-words.ts';
import type { ReportData } from '../data.ts';
import { plural, utc } from '../format.ts';
import { type Html, html } from '../html.ts';
import { runbookText } from '../runbook.ts';
import type { Alarm } from '../stage-data.ts';
import { rings } from '../verdict/alarms.ts';
import { folded, section } from './section.ts';

const STATES: Readonly<Record<string, string>> = { ALARM: 'rings', OK: 'quiet', INSUFFICIENT_DATA: 'has no data yet' };

/** Alarms in words: what they mean, when they ring, and what to do; those that ring first. */
export function alarmsSection({ alarms }: Pick<ReportData, 'alarms'>): Html {
  const ringing = alarms.filter(rings);
  const quiet = alarms.filter((alarm) => !rings(alarm));
  return section(
    'alarms',
    'Alarms: what rings, and what to do',
    'The demo does on purpose what a plant must not do, so that some alarms must ring; each says whether this run set it off on purpose.',
    [
      ringing.length === 0
        ? html`<p>No alarm rings.</p>`
        : html`<div class="alarms">${ringing.map((alarm) => alarmCard(alarm))}</div>`,
      folded(
        `${plural(quiet.length, 'alarm')} that ${quiet.length === 1 ? 'does' : 'do'} not ring`,
        html`<div class="alarms">${quiet.map((alarm) => alarmCard(alarm))}</div>`,
      ),
    ],
  );
}

function alarmCard(alarm: Alarm): Html {
  const { name, state, reason, summary, rule, since, runbook } = alarm;
  return html`
<article class="alarm">
<h4>${name}</h4>
<p><strong>${STATES[state] ?? state.toLowerCase()}</strong>${since === null ? '' : ` since ${utc(since)}`}${wantedWords(alarm)}</p>
<p>${summary}</p>
<p class="objects">${rule === null ? '' : ruleWords(rule)} ${measuredWords(reason)}</p>
${runbook === null ? undefined : toDo(alarm, runbook)}
</article>`;
}

function wantedWords(alarm: Alarm): Html | string {
  if (!rings(alarm)) return '';
  return alarm.wanted === null ? html`; NOT set off on purpose` : html`; set off on purpose: ${alarm.wanted}`;
}

/** The page itself where the alarm rings, else its path. */
function toDo(alarm: Alarm, runbook: string): Html {
  if (!rings(alarm)) return html`<p class="objects">What to do: <code>${runbook}</code></p>`;
  return folded('What to do', html`<p class="objects"><code>${runbook}</code></p>${runbookText(runbook)}`);
}
