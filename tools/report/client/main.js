import { LineChart, ScatterChart } from 'echarts/charts';
import {
  AxisPointerComponent,
  DataZoomComponent,
  GridComponent,
  MarkAreaComponent,
  TooltipComponent,
} from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { optionOf } from './chart-option.ts';
import { decode } from './decode.ts';
import { linesAt } from './moment.ts';

use([
  LineChart,
  ScatterChart,
  GridComponent,
  TooltipComponent,
  AxisPointerComponent,
  DataZoomComponent,
  MarkAreaComponent,
  SVGRenderer,
]);

/** Pixels around the pointer in which a reading is meant. */
const REACH = 6;
/** Part of the whole period that stands on each side of a bad stretch. */
const MARGIN = 0.04;
/** Pixels that fit beside the margins of A4 and Letter. */
const PAPER_WIDTH = 600;

/** Lines as an element: text is set, never parsed. */
function elementOf(lines) {
  const box = document.createElement('div');
  for (const { kind, text } of lines) {
    const line = box.appendChild(document.createElement('div'));
    line.className = `tip-${kind}`;
    line.textContent = text;
  }
  return box;
}

const byId = (id) => document.getElementById(id);
const chooser = byId('tag');

if (chooser) {
  const all = JSON.parse(byId('trends').textContent);
  const chart = init(byId('chart'), null, { renderer: 'svg' });
  let trend;
  let visited = -1;

  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  const reach = () => {
    const [left, right] = [0, REACH].map((x) => chart.convertFromPixel({ xAxisIndex: 0 }, x));
    return right - left;
  };
  const tip = (at) => elementOf(linesAt(trend, at, reach()));
  const draw = () => {
    const { fontFamily: font } = getComputedStyle(document.body);
    chart.setOption(optionOf(trend, { colour, font, tip }), { notMerge: true });
  };

  const choose = () => {
    trend = decode(all[Number(chooser.value)]);
    visited = -1;
    for (const part of document.querySelectorAll('[data-trend]')) part.hidden = part.dataset.trend !== chooser.value;
    byId('next-bad').disabled = trend.bad.length === 0;
    draw();
  };

  const showAll = () => chart.dispatchAction({ type: 'dataZoom', start: 0, end: 100 });

  const showNextBad = () => {
    const { bad, readings } = trend;
    visited = (visited + 1) % bad.length;
    const { from, to } = bad[visited];
    const margin = (readings.at(-1).at - readings[0].at) * MARGIN;
    chart.dispatchAction({ type: 'dataZoom', startValue: from - margin, endValue: to + margin });
  };

  chooser.addEventListener('change', choose);
  byId('next-bad').addEventListener('click', showNextBad);
  byId('whole').addEventListener('click', showAll);
  new ResizeObserver(() => chart.resize()).observe(byId('chart'));
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
  for (const [event, printing] of [
    ['beforeprint', true],
    ['afterprint', false],
  ]) {
    addEventListener(event, () => {
      document.documentElement.toggleAttribute('data-printing', printing);
      chart.resize({ width: printing ? PAPER_WIDTH : 'auto' });
      draw();
    });
  }
  choose();
}
