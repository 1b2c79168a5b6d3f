import uPlot from 'uplot';
import { columnsOf } from './columns.ts';
import { drawAreas, drawLanes, LANES_HEIGHT } from './drawing.js';
import { tickText } from './tick-text.ts';

const HEIGHT = 430;
const FONT = '11px system-ui, sans-serif';
/** Readings up to which each is drawn as a point of its own. */
const FEW = 400;
const LEFT = 64;

/** A trend drawn by uPlot; `told` is called with the period shown, and with the moment at the pointer. */
export class Chart {
  #plot;
  #place;
  #colour;
  #told;

  constructor(place, colour, told) {
    this.#place = place;
    this.#colour = colour;
    this.#told = told;
  }

  show(trend) {
    this.#plot?.destroy();
    const columns = columnsOf(trend);
    const [times] = columns;
    this.whole = { min: times[0], max: times.at(-1) };
    this.#plot = new uPlot(this.#options(trend), columns, this.#place);
  }

  get period() {
    const { min, max } = this.#plot.scales.x;
    return { min, max };
  }

  /** Time, in ms, that some pixels stand for. */
  timeOf(pixels) {
    return this.#plot.posToVal(pixels, 'x') - this.#plot.posToVal(0, 'x');
  }

  zoom(min, max) {
    const { whole } = this;
    const shown = { min: Math.max(whole.min, min), max: Math.min(whole.max, max) };
    // At once, since the pointer may be put on a moment of it next.
    this.#plot.batch(() => this.#plot.setScale('x', shown));
  }

  /** By a factor about the middle. */
  widen(factor) {
    const { min, max } = this.period;
    const [middle, half] = [(min + max) / 2, ((max - min) / 2) * factor];
    this.zoom(middle - half, middle + half);
  }

  /** By a part of what is shown, to later times; never out of the whole period. */
  move(part) {
    const { whole } = this;
    const { min, max } = this.period;
    const by = Math.min(whole.max - max, Math.max(whole.min - min, (max - min) * part));
    this.zoom(min + by, max + by);
  }

  /** Puts the pointer on a moment. */
  point(at) {
    const { height } = this.#plot.over.getBoundingClientRect();
    this.#plot.setCursor({ left: this.#plot.valToPos(at, 'x'), top: height / 2 });
  }

  resize(width = this.#place.clientWidth) {
    this.#plot?.setSize({ width, height: HEIGHT });
  }

  redraw() {
    this.#plot?.redraw(false, true);
  }

  #options(trend) {
    const colour = this.#colour;
    const paths = trend.step ? uPlot.paths.stepped({ align: 1 }) : undefined;
    const line = { paths, spanGaps: false };
    const axis = { stroke: () => colour('muted'), font: FONT, grid: { stroke: () => colour('grid'), width: 1 } };
    return {
      ms: 1,
      width: this.#place.clientWidth,
      height: HEIGHT,
      legend: { show: false },
      cursor: { y: false, drag: { x: true, y: false } },
      axes: [
        { ...axis, ticks: { show: false }, gap: LANES_HEIGHT + 6, size: LANES_HEIGHT + 26, space: 90, values: ticks },
        { ...axis, ticks: { show: false }, size: LEFT },
      ],
      series: [
        {},
        { ...line, label: 'gold', stroke: () => colour('good'), width: 2.5, points: { show: false } },
        {
          ...line,
          label: 'as sent',
          stroke: () => colour('sent'),
          width: 1,
          points: { show: trend.readings.length < FEW, size: 4, fill: () => colour('sent') },
        },
      ],
      hooks: {
        drawClear: [(plot) => drawAreas(plot, trend, colour)],
        draw: [(plot) => drawLanes(plot, trend, colour)],
        setScale: [(plot, key) => key === 'x' && this.#told.period(plot.scales.x.min, plot.scales.x.max)],
        setCursor: [({ cursor: { left }, posToVal }) => left >= 0 && this.#told.moment(posToVal(left, 'x'))],
      },
    };
  }
}

function ticks(_, times) {
  return times.map(tickText);
}
