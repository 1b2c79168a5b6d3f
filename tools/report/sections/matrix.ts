import { notTriedOf, type Row, showingOf, triedOf } from '../../trial/rows.ts';
import type { ReportData } from '../data.ts';
import { plural } from '../format.ts';
import { groupBy } from '../group.ts';
import { type Html, html } from '../html.ts';
import { untriedWords, whyWords } from '../trial-words.ts';
import { forbiddenReads } from '../verdict/airlock.ts';
import type { Standing } from '../verdict/finding.ts';
import { proofLines } from './proof.ts';
import { folded, mark, section, table } from './section.ts';

/** Every request that every identity tried, and the service's answer; of reads as promised, a row for each operation. */
export function matrixSection({ trials: rows, proof }: ReportData): Html {
  const trials = triedOf(rows);
  const identities = [...new Set(trials.map(({ identity }) => identity))];
  const unkept = trials.filter((each) => !isKept(each)).length;
  const sum =
    unkept === 0
      ? html`${mark(trials.length > 0 ? 'kept' : 'unproven')}${plural(trials.length, 'request')} tried, each answered as promised.`
      : html`${mark('broken')}${plural(unkept, 'request')} of ${trials.length} not answered as promised, or without proof.`;
  const reads = forbiddenReads(trials).filter(isKept);
  const others = trials.filter((each) => !reads.includes(each));
  return section(
    'airlock',
    'The airlock, proved and tried for real',
    'Each identity that a plant holds sent each request with its own credentials. “Refused” is what the service itself calls a lack of rights, and nothing else; just before, the bucket’s owner sent the same request with success, so that the refusal is due to the airlock and not to a broken request.',
    [
      proofLines({ proof }),
      html`<p class="conclusion">${sum}</p>`,
      counts(trials, identities),
      matrix(others, identities),
      readsByOperation(reads, identities),
      notTriedList(notTriedOf(rows)),
    ],
  );
}

function isKept(row: Row): boolean {
  return showingOf(row) === 'kept';
}

function counts(trials: readonly Row[], identities: readonly string[]): Html {
  const rows = identities.map((identity) => {
    const own = trials.filter((each) => each.identity === identity);
    const count = (observed: Row['observed']): number => own.filter((each) => each.observed === observed).length;
    const unkept = own.filter((each) => !isKept(each)).length;
    const neither = own.filter(({ observed }) => observed !== 'refused' && observed !== 'accepted').length;
    const answers = [count('refused'), count('accepted'), neither];
    return [identity, own.length, ...answers, forbiddenReads(own).length, unkept];
  });
  const head = ['Identity', 'Tried', 'Refused', 'Accepted', 'Neither', 'Of all: reads', 'Of all: not as promised'];
  return table('Requests tried', head, rows);
}

/** Operations of a service, each with the places where it was refused. */
function readsByOperation(reads: readonly Row[], identities: readonly string[]): Html {
  const groups = groupBy(reads, ({ service, operation }) => JSON.stringify([service, operation]));
  const rows = [...groups.values()].map((group) => {
    const places = [...new Set(group.map(({ target }) => target))];
    const counts = identities.map((identity) => group.filter((each) => each.identity === identity).length);
    return [operationWords(group[0]), places.join(', '), ...counts];
  });
  const title = `${plural(reads.length, 'read')} refused, by verb`;
  return folded(title, table(title, ['Verb', ['On'], ...identities], rows));
}

function notTriedList(notTried: readonly Row[]): Html {
  const rows = notTried.map((each) => [operationWords(each), each.answer]);
  const title = `${plural(notTried.length, 'verb')} proved, not tried`;
  return folded(title, table(title, ['Verb', ['Why']], rows));
}

function operationWords(row: Row | undefined): Html {
  return html`${row?.service} <code>${row?.operation}</code>`;
}

function matrix(trials: readonly Row[], identities: readonly string[]): Html {
  const groups = (['accepted', 'refused'] as const).map((wanted) => {
    const own = trials.filter((trial) => trial.wanted === wanted);
    const rows = groupBy(own, ({ operation, target }) => JSON.stringify([operation, target]));
    const title = wanted === 'accepted' ? 'What a plant must be able to do' : 'What a plant must not be able to do';
    return html`<tbody><tr><th class="group" scope="rowgroup" colspan="${identities.length + 3}">${title}</th></tr>
${[...rows.values()].map((row) => matrixRow(row, identities))}</tbody>`;
  });
  return html`
<div class="scroll matrix" tabindex="0" role="region" aria-label="Requests by identity">
<table>
<caption>Requests by identity; point at an answer, or move to it by Tab, for the service’s own words</caption>
<thead><tr><th scope="col">Request</th><th scope="col" class="text">On</th>${identities.map((each) => html`<th scope="col" class="text">${each}</th>`)}<th scope="col" class="text">Why</th></tr></thead>
${groups}
</table>
</div>`;
}

function matrixRow(row: readonly Row[], identities: readonly string[]): Html {
  const cells = identities.map((identity) => {
    const own = row.filter((trial) => trial.identity === identity);
    const untried = html`<span class="untried">${untriedWords(row, identity)}</span>`;
    return html`<td class="text">${own.length === 0 ? untried : own.map(answer)}</td>`;
  });
  return html`
<tr><th scope="row"><code>${row[0]?.operation}</code></th><td class="text">${row[0]?.target}</td>${cells}<td class="text why">${whyWords(row)}</td></tr>`;
}

function answer(row: Row): Html {
  const standing = standingOfRow(row);
  return html`<span class="answer ${standing}" tabindex="0">${mark(standing)}${wordsOf(row)}<span class="tip" role="tooltip">${row.answer}${ownerWords(row)}</span></span>`;
}

/** Only of what must be refused: what a plant may do needs no owner to prove it. */
function ownerWords({ wanted, owner }: Row): Html {
  return wanted === 'refused' ? html`<br>owner could: ${owner === 'accepted' ? 'yes' : 'NO'}` : html``;
}

function standingOfRow(row: Row): Standing {
  const showing = showingOf(row);
  return showing === 'kept' || showing === 'broken' ? showing : 'unproven';
}

function wordsOf(row: Row): string {
  const { wanted, observed } = row;
  if (isKept(row)) return observed;
  if (observed === wanted) return `${observed}, proves nothing`;
  return showingOf(row) === 'broken' ? observed.toUpperCase() : observed;
}
