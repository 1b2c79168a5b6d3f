/**
 * @typedef {object} Trend One tag, ready to draw; times in ms.
 * @property {string} label
 * @property {string} unit
 * @property {boolean} step
 * @property {[number, number | null][]} sent what the plant sent, where it was a number
 * @property {[number, number | null][]} gold
 * @property {[number, number][]} shares percent of good time from each grid time
 * @property {{ from: number, to: number }[]} gaps where gold has no value
 * @property {Reading[]} readings
 *
 * @typedef {{ at: number, value: number | null, wrong?: string, doubt?: string, sent?: string }} Reading
 */

/**
 * @param {import('../trend-series.ts').Series} series
 * @returns {Trend}
 */
export function decode(series) {
  const times = timesOf(series.times);
  const goldTimes = timesOf(series.goldTimes);
  const shares = new Map(series.shares);
  return {
    label: series.label,
    unit: series.unit,
    step: series.step,
    readings: readingsOf(series, times),
    sent: sentOf(series, times),
    gold: goldTimes.map((at, place) => [at, series.goldValues[place]]),
    shares: goldTimes.map((at, place) => [at, shares.get(place) ?? 100]),
    gaps: gapsOf(goldTimes, series.goldValues),
  };
}

function timesOf([first, ...runs]) {
  const times = first === undefined ? [] : [first];
  for (let run = 0; run < runs.length; run += 2) {
    for (let count = 0; count < runs[run + 1]; count += 1) times.push(times.at(-1) + runs[run]);
  }
  return times;
}

function readingsOf(series, times) {
  const readings = times.map((at, place) => ({ at, value: series.values[place] }));
  for (const [place, number, unit] of series.sent) readings[place].sent = unit ? `${number} ${unit}` : String(number);
  for (const [place, doubt] of series.doubted) readings[place].doubt = doubt;
  for (const [place, wrong, sent] of series.bad) Object.assign(readings[place], { wrong, sent });
  return readings;
}

function sentOf(series, times) {
  const sent = times.map((at, place) => [at, series.values[place]]);
  for (const [place, number] of series.sent) sent[place][1] = number;
  return sent;
}

function gapsOf(times, values) {
  const gaps = [];
  times.forEach((at, place) => {
    if (values[place] !== null) return;
    const to = times[place + 1] ?? at;
    if (gaps.at(-1)?.to === at) gaps.at(-1).to = to;
    else gaps.push({ from: at, to });
  });
  return gaps;
}
