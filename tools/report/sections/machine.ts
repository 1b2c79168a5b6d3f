import type { ReportData } from '../data.ts';
import { plural, seconds } from '../format.ts';
import { groupBy } from '../group.ts';
import { type Html, html } from '../html.ts';
import type { MachineRun, MachineState } from '../stage-data.ts';
import { sum } from '../sum.ts';
import { type Standing, standingOf } from '../verdict/finding.ts';
import { runAgainst } from '../verdict/pipeline.ts';
import { folded, mark, section, table } from './section.ts';

/** Colours that tell states apart; any further state is grey. */
const COLOURS = 4;
/** Part of all time that a state must take to get a colour. */
const WORTH = 0.01;
/** Part of the axis, in percent, in which a state's name has room. */
const ROOM = 10;
/** Lengths of time, in seconds, that a scale may be marked by. */
const STEPS = [1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1800, 3600];
const MOST_MARKS = 6;
/** Seconds below which a state is no bar, unless it failed. */
const MOMENT = 0.05;
/** A shorter state is drawn this long, in percent, so that it can be seen. */
const SHORTEST = 0.4;
/** Outcome of a state without an error. */
const DONE = 'done';
/** As much of a run's name as tells it from the others. */
const NAME = 8;

const STATUSES: Readonly<Record<Standing, string>> = { kept: 'done', broken: 'FAILED', unproven: 'not ended' };

/** The runs that clean, build gold and look for tables by themselves. */
export function machineSection({ machine }: ReportData): Html {
  const longest = Math.max(...machine.map(lengthOf), 1);
  const colours = coloursOf(machine);
  return section(
    'machine',
    'Runs of the pipeline',
    'The pipeline runs by itself: it cleans, builds gold and brings the catalogue up to date. Each bar is one run from its start; a run that finds nothing new ends at once.',
    [
      html`<p class="legend">${[...colours].map(([name, colour]) => html`<span><i class="swatch ${colour}"></i>${name}</span>`)}</p>`,
      html`<div class="runs">${machine.map((run, place) => runRow(run, place, longest, colours))}${scale(longest)}</div>`,
      folded('Every state of every run', statesTable(machine)),
    ],
  );
}

/** States in the order of time that they took over all runs; those that took none worth seeing are not told apart. */
function coloursOf(machine: readonly MachineRun[]): Map<string, string> {
  const states = machine.flatMap((run) => run.states);
  const times = [...groupBy(states, ({ name }) => name)].map(([name, own]) => ({
    name,
    took: sum(own.map(secondsOf)),
  }));
  const worth = sum(states.map(secondsOf)) * WORTH;
  const slowest = times.filter(({ took }) => took > worth).sort((a, b) => b.took - a.took);
  const shown = times.filter((each) => slowest.slice(0, COLOURS).includes(each));
  const colours = shown.map(({ name }, place): [string, string] => [name, `state-${place + 1}`]);
  return new Map(times.length > shown.length ? [...colours, ['other states', 'state-other']] : colours);
}

function lengthOf({ seconds: took, states }: MachineRun): number {
  return Math.max(took, sum(states.map(secondsOf)));
}

function secondsOf(state: MachineState): number {
  return state.seconds;
}

function titleOf(place: number): string {
  return `Run ${place + 1}`;
}

function runRow(run: MachineRun, place: number, longest: number, colours: ReadonlyMap<string, string>): Html {
  const standing = standingOf(runAgainst(run));
  let start = 0;
  const bars = run.states.flatMap((state) => {
    const bar = stateBar(state, start, longest, colours.get(state.name) ?? 'state-other');
    start += state.seconds;
    return state.seconds >= MOMENT || state.outcome !== DONE ? [bar] : [];
  });
  return html`
<div class="run-name"><strong>${titleOf(place)}</strong><span><code title="${run.name}">${run.name.slice(0, NAME)}</code>${run.input === '{}' ? '' : ` ${run.input}`}</span></div>
<div class="run-bar">${bars}</div>
<div class="run-end"><span class="${standing}">${mark(standing)}${endWords(run, standing)}</span> in ${seconds(run.seconds)}<span class="run-outcome">${run.outcome}</span></div>`;
}

function endWords({ status }: MachineRun, standing: Standing): string {
  return standing === 'broken' && status === 'SUCCEEDED' ? 'WORKED with nothing new' : STATUSES[standing];
}

function stateBar(
  { name, seconds: took, outcome }: MachineState,
  start: number,
  longest: number,
  colour: string,
): Html {
  const [left, width] = [start, took].map((time) => (time / longest) * 100);
  const style = `left:${left?.toFixed(2)}%;width:${Math.max(SHORTEST, width ?? 0).toFixed(2)}%`;
  const failed = outcome === DONE ? '' : ' failed';
  return html`<span class="state ${colour}${failed}" style="${style}" title="${name}: ${seconds(took)}, ${outcome}">${(width ?? 0) > ROOM ? name : ''}</span>`;
}

function scale(longest: number): Html {
  const step = STEPS.find((each) => longest / each <= MOST_MARKS) ?? longest;
  const marks = Array.from({ length: Math.floor(longest / step) + 1 }, (_, place) => place * step);
  return html`
<div class="run-scale" aria-hidden="true">${marks.map((at) => html`<span style="left:${((at / longest) * 100).toFixed(2)}%">${at === 0 ? '0' : seconds(at)}</span>`)}</div>`;
}

function statesTable(machine: readonly MachineRun[]): Html {
  const rows = machine.flatMap(({ states }, run) =>
    states.map(({ name, seconds: took, outcome }, place) => [
      place === 0 ? titleOf(run) : '',
      name,
      seconds(took),
      outcome,
    ]),
  );
  return table(`States of ${plural(machine.length, 'run')}`, ['Run', ['State'], 'Time', ['Outcome']], rows);
}
