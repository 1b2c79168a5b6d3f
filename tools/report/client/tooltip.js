/** A time in UTC, to the second. */
export function utc(ms) {
  return `${new Date(ms).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/**
 * What is known of a moment, as an element: text is set, never parsed.
 *
 * @param {import('./decode.js').Trend} trend
 * @param {number} at ms
 * @param {number} reach ms within which a reading is meant
 */
export function tooltipOf(trend, at, reach) {
  const box = document.createElement('div');
  const line = (text, name) => {
    const element = box.appendChild(document.createElement('div'));
    element.textContent = text;
    if (name) element.className = name;
  };
  line(utc(at), 'tip-time');
  const place = lastAtOrBefore(trend.gold, ([time]) => time, at);
  if (place >= 0) line(goldWords(trend, place), 'tip-gold');
  const reading = readingNear(trend.readings, at, reach);
  if (reading) line(readingWords(reading, trend.unit), reading.wrong ? 'tip-bad' : 'tip-sent');
  return box;
}

function goldWords({ gold, shares, unit }, place) {
  const [, value] = gold[place];
  const share = `${shares[place][1]} % good`;
  return value === null ? `Gold: no value, ${share}` : `Gold: ${value} ${unit}, ${share}`;
}

function readingWords({ at, value, wrong, doubt, sent }, unit) {
  if (wrong) return `Bad reading at ${utc(at)}: ${wrong}${sent ? `; sent as “${sent}”` : ''}`;
  const remark = doubt ? `, ${doubt}` : '';
  return `Reading at ${utc(at)}: ${value ?? 'text'} ${unit}${sent ? `, sent as ${sent}` : ''}${remark}`;
}

/** The reading nearest to a moment, a bad one before any other within reach. */
function readingNear(readings, at, reach) {
  const last = lastAtOrBefore(readings, (reading) => reading.at, at);
  const distance = (reading) => Math.abs(reading.at - at);
  const near = [];
  for (let place = last; place >= 0 && distance(readings[place]) <= reach; place -= 1) near.push(readings[place]);
  for (let place = last + 1; place < readings.length && distance(readings[place]) <= reach; place += 1)
    near.push(readings[place]);
  near.sort((a, b) => distance(a) - distance(b));
  return near.find(({ wrong }) => wrong) ?? near[0] ?? readings[last];
}

function lastAtOrBefore(all, timeOf, at) {
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (timeOf(all[middle]) <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
