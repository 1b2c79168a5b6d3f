import { Chart } from './chart.js';
import { decode } from './decode.ts';
import { load } from './load.js';
import { minute } from './minute.ts';
import { linesAt } from './moment.ts';
import { byId, fillTable } from './page.js';

/** Pixels around the pointer in which a reading is meant. */
const REACH = 6;
/** Part of the whole period that stands on each side of a stretch that is gone to. */
const MARGIN = 0.04;
/** Pixels that fit beside the margins of A4 and Letter. */
const PAPER_WIDTH = 600;
/** Address of a tag's trend: #trend/<name>. */
const ADDRESS = '#trend/';

/** The part of the page that draws one tag at a time, when it is asked for. */
export function startTrend() {
  const chooser = byId('tag');
  if (chooser === null) return;
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  const chart = new Chart(byId('chart'), colour, { period: tellPeriod, moment: tellMoment });
  const visited = { bad: -1, gaps: -1 };
  let trend;
  let at;

  function tellPeriod(from, to) {
    byId('period').textContent = `Shown: ${minute(from)} to ${minute(to)} UTC`;
  }

  function tellMoment(moment) {
    at = moment;
    const lines = linesAt(trend, moment, chart.timeOf(REACH));
    byId('readout').replaceChildren(...lines.map(lineOf));
  }

  async function choose() {
    const name = chooser.value;
    const said = byId('trend-trouble');
    try {
      const { id, facts, series, happenings } = await load(name);
      if (name !== chooser.value) return;
      trend = decode(series);
      said.hidden = true;
      Object.assign(visited, { bad: -1, gaps: -1 });
      at = undefined;
      byId('unit').textContent = series.unit === '' ? 'no unit' : series.unit;
      byId('next-bad').disabled = trend.bad.length === 0;
      byId('next-gap').disabled = trend.gaps.length === 0;
      byId('tag-id').textContent = id;
      byId('tag-facts').textContent = facts;
      fillTable(byId('happenings'), happenings);
      chart.show(trend);
    } catch (error) {
      said.hidden = false;
      said.textContent = `This trend cannot be drawn: ${error.message}. Its points lie in the folder beside the page; keep both together.`;
    }
  }

  function goTo(kind) {
    const stretches = trend[kind];
    visited[kind] = (visited[kind] + 1) % stretches.length;
    const { from, to } = stretches[visited[kind]];
    const margin = (chart.whole.max - chart.whole.min) * MARGIN;
    chart.zoom(from - margin, to + margin);
    chart.point(from);
  }

  /** To the next reading in a direction, from the middle where nothing is pointed at. */
  function step(direction) {
    const { min, max } = chart.period;
    const from = at ?? (min + max) / 2;
    const times = trend.readings.map((reading) => reading.at);
    const next = direction > 0 ? times.find((time) => time > from + 1) : times.findLast((time) => time < from - 1);
    if (next === undefined) return;
    if (next < min || next > max) chart.move(direction / 2);
    chart.point(next);
  }

  function follow() {
    if (!location.hash.startsWith(ADDRESS)) return;
    chooser.value = decodeURIComponent(location.hash.slice(ADDRESS.length));
    byId('trend').scrollIntoView();
    chooser.focus({ preventScroll: true });
    choose();
  }

  const buttons = {
    'next-bad': () => goTo('bad'),
    'next-gap': () => goTo('gaps'),
    earlier: () => chart.move(-0.5),
    later: () => chart.move(0.5),
    closer: () => chart.widen(0.5),
    wider: () => chart.widen(2),
    whole: () => chart.zoom(chart.whole.min, chart.whole.max),
  };
  for (const [id, press] of Object.entries(buttons)) byId(id).addEventListener('click', press);
  const keys = {
    ArrowLeft: () => step(-1),
    ArrowRight: () => step(1),
    '+': buttons.closer,
    '-': buttons.wider,
    Home: buttons.whole,
  };
  byId('chart').addEventListener('keydown', (event) => {
    const press = keys[event.key];
    if (press === undefined) return;
    event.preventDefault();
    press();
  });
  chooser.addEventListener('change', choose);
  addEventListener('hashchange', follow);
  new ResizeObserver(() => chart.resize()).observe(byId('chart'));
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => chart.redraw());
  drawOnPaper(chart);
  if (location.hash.startsWith(ADDRESS)) follow();
  else choose();
}

function lineOf({ kind, text }) {
  const line = document.createElement('span');
  line.className = `tip-${kind}`;
  line.textContent = text;
  return line;
}

function drawOnPaper(chart) {
  for (const [event, printing] of [
    ['beforeprint', true],
    ['afterprint', false],
  ]) {
    addEventListener(event, () => {
      document.documentElement.toggleAttribute('data-printing', printing);
      chart.resize(printing ? PAPER_WIDTH : undefined);
      chart.redraw();
    });
  }
}
