import type { EChartsCoreOption } from 'echarts/core';
import type { Trend } from './decode.ts';

/** How the page looks, and how it tells of a moment. */
export interface Look {
  /** A colour of the page by name. */
  readonly colour: (name: string) => string;
  readonly font: string;
  /** The pointer's box for a moment in ms; echarts takes an element, too. */
  readonly tip: (at: number) => object;
}

const LANES = [0, 1, 2];
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** Heights in px, from the bottom: slider, share of good time, bad readings, trend. */
const GRIDS = [
  { top: 34, bottom: 172 },
  { bottom: 140, height: 22 },
  { bottom: 78, height: 42 },
];

/** A trend as echarts draws it. */
export function optionOf(trend: Trend, { colour, font, tip }: Look): EChartsCoreOption {
  const text = { color: colour('muted'), fontSize: 11 };
  return {
    animation: false,
    useUTC: true,
    textStyle: { fontFamily: font },
    grid: GRIDS.map((grid) => ({ left: 72, right: 18, ...grid })),
    axisPointer: { link: [{ xAxisIndex: 'all' }], lineStyle: { color: colour('muted') }, label: { show: false } },
    tooltip: {
      trigger: 'axis',
      confine: true,
      backgroundColor: colour('card'),
      borderColor: colour('line'),
      textStyle: { color: colour('ink'), fontSize: 12 },
      formatter: ([point]: readonly { axisValue: number }[]) => (point === undefined ? '' : tip(point.axisValue)),
    },
    xAxis: xAxes(trend, colour, text),
    yAxis: yAxes(trend, colour, text),
    dataZoom: zooms(colour, text),
    series: seriesOf(trend, colour),
  };
}

function xAxes({ gold, readings }: Trend, colour: Look['colour'], text: object): object[] {
  const times = [gold[0]?.[0], gold.at(-1)?.[0], readings[0]?.at, readings.at(-1)?.at].filter((at) => at !== undefined);
  return LANES.map((gridIndex) => {
    const isLowest = gridIndex === LANES.length - 1;
    return {
      type: 'time',
      gridIndex,
      min: Math.min(...times),
      max: Math.max(...times),
      axisLine: { lineStyle: { color: colour('line') } },
      axisTick: { show: isLowest },
      axisLabel: { ...text, show: isLowest, hideOverlap: true, formatter: tickText },
      splitLine: { show: false },
    };
  });
}

/** The day at its beginning, else the time of day; in UTC. */
function tickText(ms: number): string {
  const [day = '', time = ''] = new Date(ms).toISOString().split('T');
  if (ms % DAY_MS === 0) return day;
  return ms % MINUTE_MS === 0 ? time.slice(0, 5) : time.slice(0, 8);
}

function yAxes({ unit }: Trend, colour: Look['colour'], text: object): object[] {
  const lane = (gridIndex: number, name: string, more: object): object => ({
    type: 'value',
    gridIndex,
    name,
    nameLocation: 'middle',
    nameRotate: 0,
    nameGap: 8,
    nameTextStyle: { ...text, align: 'right' },
    min: 0,
    axisLabel: { show: false },
    axisTick: { show: false },
    splitLine: { show: false },
    ...more,
  });
  return [
    {
      type: 'value',
      scale: true,
      name: unit || 'no unit',
      nameTextStyle: { ...text, align: 'right', padding: [0, 8, 0, 0] },
      axisLabel: text,
      splitLine: { lineStyle: { color: colour('grid') } },
    },
    lane(1, 'bad', { max: 2, axisLine: { show: false } }),
    lane(2, 'good %', { max: 100, axisLine: { show: true, lineStyle: { color: colour('line') } } }),
  ];
}

function zooms(colour: Look['colour'], text: object): object[] {
  const all = { xAxisIndex: LANES, filterMode: 'none' };
  return [
    { ...all, type: 'inside', zoomOnMouseWheel: 'ctrl', moveOnMouseMove: true },
    {
      ...all,
      type: 'slider',
      bottom: 12,
      height: 22,
      showDetail: false,
      borderColor: colour('line'),
      fillerColor: colour('filler'),
      handleStyle: { color: colour('card'), borderColor: colour('muted') },
      moveHandleStyle: { color: colour('muted') },
      dataBackground: { lineStyle: { color: colour('line') }, areaStyle: { color: colour('grid') } },
      textStyle: text,
    },
  ];
}

function seriesOf(trend: Trend, colour: Look['colour']): object[] {
  const line = { type: 'line', symbol: 'circle', connectNulls: false, emphasis: { disabled: true } };
  const trendLine = { ...line, step: trend.step && 'end' };
  return [
    {
      ...trendLine,
      name: 'As sent',
      data: trend.sent,
      color: colour('sent'),
      showSymbol: trend.sent.length < 400,
      symbolSize: 4,
      lineStyle: { width: 1.25 },
      markArea: {
        silent: true,
        itemStyle: { color: colour('other-unit') },
        label: { color: colour('muted'), fontSize: 11, position: 'insideTop' },
        data: trend.otherUnits.map(({ from, to, why }) => [{ name: `sent in ${why}`, xAxis: from }, { xAxis: to }]),
      },
    },
    {
      ...trendLine,
      name: 'Gold',
      data: trend.gold,
      color: colour('good'),
      showSymbol: false,
      lineStyle: { width: 2 },
      markArea: {
        silent: true,
        itemStyle: { color: colour('gap') },
        data: trend.gaps.map(({ from, to }) => [{ xAxis: from }, { xAxis: to }]),
      },
    },
    {
      type: 'scatter',
      name: 'Bad reading',
      xAxisIndex: 1,
      yAxisIndex: 1,
      data: trend.readings.filter(({ wrong }) => wrong !== undefined).map(({ at }) => [at, 1]),
      color: colour('bad'),
      symbol: 'triangle',
      symbolSize: 9,
    },
    {
      ...line,
      name: 'Good time',
      xAxisIndex: 2,
      yAxisIndex: 2,
      data: trend.shares,
      color: colour('good'),
      step: 'end',
      showSymbol: false,
      lineStyle: { width: 0 },
      areaStyle: { opacity: 0.3 },
    },
  ];
}
