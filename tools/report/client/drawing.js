/** Heights in CSS pixels of the two lanes below the trend, and of the room between them. */
const BAD = 16;
const SHARE = 34;
const ROOM = 6;
export const LANES_HEIGHT = BAD + SHARE + 3 * ROOM;
/** Between the lines that hatch a gap. */
const HATCH = 7;
/** Width in which the name of a unit has room. */
const LABEL = 70;
const FONT = '11px system-ui, sans-serif';

/** Behind the lines: gaps, hatched, and stretches that were sent in another unit, named. */
export function drawAreas(plot, { gaps, otherUnits }, colour) {
  const ratio = devicePixelRatio;
  clipped(plot, (ctx, { top, height }) => {
    ctx.lineWidth = ratio;
    for (const { from, to } of gaps) {
      const [x, width] = placeOf(plot, from, to);
      ctx.fillStyle = colour('gap');
      ctx.fillRect(x, top, width, height);
      hatch(ctx, x, top, width, height, HATCH * ratio, colour('gap-line'));
    }
    for (const { from, to, why } of otherUnits) {
      const [x, width] = placeOf(plot, from, to);
      ctx.fillStyle = colour('other-unit');
      ctx.fillRect(x, top, width, height);
      if (width > LABEL * ratio) write(ctx, `sent in ${why}`, x + 6 * ratio, top + 14 * ratio, colour('muted'));
    }
  });
}

/** Below the lines: a triangle for each bad reading, and the share of good time as height. */
export function drawLanes(plot, { readings, shares }, colour) {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  const { min, max } = plot.scales.x;
  const isShown = (at) => at >= min && at <= max;
  const bottomOfBad = bbox.top + bbox.height + (ROOM + BAD) * ratio;
  const bottom = bottomOfBad + (ROOM + SHARE) * ratio;
  ctx.save();
  write(ctx, 'bad', bbox.left - 8 * ratio, bottomOfBad - 3 * ratio, colour('muted'), 'right');
  write(ctx, 'good %', bbox.left - 8 * ratio, bottom - (SHARE / 2 - 4) * ratio, colour('muted'), 'right');
  ctx.fillStyle = colour('bad');
  for (const { at, wrong } of readings) {
    if (wrong !== undefined && isShown(at)) triangle(ctx, plot.valToPos(at, 'x', true), bottomOfBad, 5 * ratio);
  }
  ctx.strokeStyle = colour('line');
  ctx.lineWidth = ratio;
  ctx.strokeRect(bbox.left, bottom - SHARE * ratio, bbox.width, SHARE * ratio);
  ctx.fillStyle = colour('share');
  shares.forEach(([at, share], place) => {
    const until = shares[place + 1]?.[0] ?? at;
    if (until < min || at > max) return;
    const [x, width] = placeOf(plot, Math.max(at, min), Math.min(until, max));
    const height = (SHARE * ratio * share) / 100;
    ctx.fillRect(x, bottom - height, width, height);
  });
  ctx.restore();
}

function clipped({ ctx, bbox }, draw) {
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  draw(ctx, bbox);
  ctx.restore();
}

function placeOf(plot, from, to) {
  const [left, right] = [from, to].map((at) => plot.valToPos(at, 'x', true));
  return [left, Math.max(1, right - left)];
}

function hatch(ctx, x, y, width, height, step, stroke) {
  ctx.save();
  ctx.beginPath();
  ctx.rect(x, y, width, height);
  ctx.clip();
  ctx.strokeStyle = stroke;
  ctx.beginPath();
  const first = Math.floor((x - height) / step) * step;
  for (let at = first; at < x + width; at += step) {
    ctx.moveTo(at, y + height);
    ctx.lineTo(at + height, y);
  }
  ctx.stroke();
  ctx.restore();
}

function triangle(ctx, x, bottom, half) {
  ctx.beginPath();
  ctx.moveTo(x, bottom - 2 * half);
  ctx.lineTo(x + half, bottom);
  ctx.lineTo(x - half, bottom);
  ctx.fill();
}

function write(ctx, text, x, y, fill, align = 'left') {
  ctx.font = FONT.replace(/^\d+/, (size) => size * devicePixelRatio);
  ctx.textAlign = align;
  ctx.fillStyle = fill;
  ctx.fillText(text, x, y);
}
