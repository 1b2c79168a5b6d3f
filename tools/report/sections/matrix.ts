import type { ReportData, Trial } from '../data.ts';
import { plural } from '../format.ts';
import { groupBy } from '../group.ts';
import { type Html, html } from '../html.ts';
import { isProven, readTrials, type Tone } from '../verdict.ts';
import { proofLines } from './proof.ts';
import { mark, section, table } from './section.ts';

/** Every request that every identity tried, and the service's answer; of reads as promised, a row for each verb. */
export function matrixSection({ trials, notTried, proof }: ReportData): Html {
  const identities = [...new Set(trials.map(({ identity }) => identity))];
  const unproven = trials.filter((trial) => !isProven(trial)).length;
  const sum =
    unproven === 0
      ? html`${mark(trials.length > 0 ? 'fine' : 'unclear')}${plural(trials.length, 'request')} tried, each answered as promised.`
      : html`${mark('finding')}${plural(unproven, 'request')} of ${trials.length} not answered as promised, or without proof.`;
  const reads = readTrials(trials).filter(isProven);
  const others = trials.filter((trial) => !reads.includes(trial));
  return section(
    'airlock',
    'The airlock, proved and tried for real',
    'Each identity that a plant holds sent each request with its own credentials. “Refused” is the service’s answer 403 and nothing else; just before, the bucket’s owner sent the same request with success, so that the refusal is due to the airlock and not to a broken request.',
    [
      proofLines({ proof }),
      html`<p class="conclusion">${sum}</p>`,
      counts(trials, identities),
      matrix(others, identities),
      readsByVerb(reads, identities),
      notTriedList(notTried),
    ],
  );
}

function counts(trials: readonly Trial[], identities: readonly string[]): Html {
  const rows = identities.map((identity) => {
    const own = trials.filter((trial) => trial.identity === identity);
    const count = (observed: Trial['observed']): number => own.filter((each) => each.observed === observed).length;
    const unproven = own.filter((trial) => !isProven(trial)).length;
    return html`
<tr><th scope="row">${identity}</th><td>${own.length}</td><td>${readTrials(own).length}</td><td>${count('refused')}</td><td>${count('accepted')}</td><td>${unproven}</td></tr>`;
  });
  return table(
    'Requests tried',
    ['Identity', 'Tried', 'of them reads', 'Refused', 'Accepted', 'Not as promised'],
    rows,
  );
}

/** Verbs of a service, each with the places where it was refused. */
function readsByVerb(reads: readonly Trial[], identities: readonly string[]): Html {
  const rows = [...groupBy(reads, ({ service, verb }) => JSON.stringify([service, verb])).values()].map((row) => {
    const places = [...new Set(row.map(({ target }) => target))];
    const cells = identities.map(
      (identity) => html`<td>${row.filter((each) => each.identity === identity).length}</td>`,
    );
    return html`
<tr><th scope="row">${row[0]?.service} <code>${row[0]?.verb}</code></th><td class="text">${places.join(', ')}</td>${cells}</tr>`;
  });
  const title = `${plural(reads.length, 'read')} refused, by verb`;
  return html`<details><summary>${title}</summary>${table(title, ['Verb', ['On'], ...identities], rows)}</details>`;
}

function notTriedList(notTried: ReportData['notTried']): Html {
  const rows = notTried.map(
    ({ service, operation, why }) => html`
<tr><th scope="row">${service} <code>${operation}</code></th><td class="text">${why}</td></tr>`,
  );
  const title = `${plural(notTried.length, 'verb')} proved, not tried`;
  return html`<details><summary>${title}</summary>${table(title, ['Verb', ['Why']], rows)}</details>`;
}

function matrix(trials: readonly Trial[], identities: readonly string[]): Html {
  const groups = (['accepted', 'refused'] as const).map((wanted) => {
    const own = trials.filter((trial) => trial.wanted === wanted);
    const rows = groupBy(own, ({ verb, target }) => JSON.stringify([verb, target]));
    const title = wanted === 'accepted' ? 'What a plant must be able to do' : 'What a plant must not be able to do';
    return html`<tbody><tr><th class="group" scope="rowgroup" colspan="${identities.length + 2}">${title}</th></tr>
${[...rows.values()].map((row) => matrixRow(row, identities))}</tbody>`;
  });
  return html`
<div class="scroll matrix" tabindex="0" role="region" aria-label="Requests by identity">
<table>
<caption>Requests by identity; point at an answer, or move to it by Tab, for the service’s own words</caption>
<thead><tr><th scope="col">Request</th><th scope="col" class="text">On</th>${identities.map((each) => html`<th scope="col" class="text">${each}</th>`)}</tr></thead>
${groups}
</table>
</div>`;
}

function matrixRow(row: readonly Trial[], identities: readonly string[]): Html {
  const cells = identities.map((identity) => {
    const own = row.filter((trial) => trial.identity === identity);
    return html`<td class="text">${own.length === 0 ? html`<span class="untried">not tried</span>` : own.map(answer)}</td>`;
  });
  return html`
<tr><th scope="row"><code>${row[0]?.verb}</code></th><td class="text">${row[0]?.target}</td>${cells}</tr>`;
}

function answer(trial: Trial): Html {
  const tone = toneOf(trial);
  return html`<span class="answer ${tone}" tabindex="0">${mark(tone)}${wordsOf(trial)}<span class="tip" role="tooltip">${trial.answer}${ownerWords(trial)}</span></span>`;
}

/** Only of what must be refused: what a plant may do needs no owner to prove it. */
function ownerWords({ wanted, ownerCan }: Trial): Html {
  return wanted === 'refused' ? html`<br>owner could: ${ownerCan ? 'yes' : 'NO'}` : html``;
}

function toneOf(trial: Trial): Tone {
  if (isProven(trial)) return 'fine';
  return trial.observed === 'unclear' || trial.observed === trial.wanted ? 'unclear' : 'finding';
}

function wordsOf(trial: Trial): string {
  if (trial.observed === 'unclear') return 'unclear';
  if (isProven(trial)) return trial.observed;
  return trial.observed === trial.wanted ? `${trial.observed}, proves nothing` : trial.observed.toUpperCase();
}
