import type { Line } from '../record.ts';
import { type Row, rowsOf } from './rows.ts';

const COLUMNS = 100;
const SHOWN_ROWS = 26;
const LINE = 19;
const CHARACTER = 8.43;
const EDGE = 16;
const BAR = 34;
/** Length of the film, whatever the run took. */
const FILM_SECONDS = 24;

/** What a demo printed, as a film of a terminal: an SVG that stands still at its end, and at once for who wants no motion. */
export function drawn(lines: readonly Line[]): string {
  const rows = rowsOf(lines);
  const end = Math.max(...rows.map(({ from, ended }) => ended?.from ?? from));
  const film = (second: number): number => Math.round((second / end) * FILM_SECONDS * 100) / 100;
  const [width, height] = [Math.round(COLUMNS * CHARACTER + 2 * EDGE), SHOWN_ROWS * LINE + BAR + EDGE];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="A run of npm run demo, in ${FILM_SECONDS} seconds instead of ${Math.round(end)}">
<style>${style(rows, film)}</style>
<rect class="window" width="${width}" height="${height}" rx="8"/>
<text class="name" x="${EDGE}" y="22">$ npm run demo</text>
<text class="name" x="${width - EDGE}" y="22" text-anchor="end">${Math.round(end)} s shown in ${FILM_SECONDS}</text>
<svg y="${BAR}" width="${width}" height="${SHOWN_ROWS * LINE + 6}"><g class="roll">
${rows.map((row, place) => drawnRow(row, place, film)).join('\n')}
</g></svg>
</svg>
`;
}

function drawnRow({ from, text, ended }: Row, place: number, film: (second: number) => number): string {
  const y = (place + 1) * LINE - 4;
  if (ended === undefined) return line('in', [film(from)], y, text);
  return `${line('in out', [film(from), film(ended.from)], y, text)}${line('in', [film(ended.from)], y, ended.text)}`;
}

/** A text that comes at a second of the film, and with a further one goes at it. */
function line(kind: string, [from, until]: readonly (number | undefined)[], y: number, text: string): string {
  const times = until === undefined ? `${from}s` : `${from}s,${until}s`;
  const short = text.length > COLUMNS ? `${text.slice(0, COLUMNS - 1)}…` : text;
  const [, sign, rest] = /^([❯✔]) (.*)$/s.exec(short) ?? [];
  const words =
    sign === undefined
      ? escaped(short)
      : `<tspan class="${sign === '✔' ? 'done' : 'at'}">${sign}</tspan> ${escaped(rest ?? '')}`;
  return `<text class="${kind}${weight(text)}" style="animation-delay:${times}" x="${EDGE}" y="${y}">${words}</text>`;
}

function weight(text: string): string {
  return /^(All as promised|NOT as promised|Not all could)/.test(text) ? ' verdict' : '';
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

/** The rows roll up by one whenever a further one begins below the window. */
function style(rows: readonly Row[], film: (second: number) => number): string {
  const hidden = Math.max(0, rows.length - SHOWN_ROWS);
  const stops = rows.slice(SHOWN_ROWS).map(({ from }, place) => {
    const percent = ((film(from) / FILM_SECONDS) * 100).toFixed(2);
    return `${percent}%{transform:translateY(${-(place + 1) * LINE}px)}`;
  });
  return [
    ':root{--page:#f6f8fa;--edge:#d0d7de;--text:#1f2328;--quiet:#59636e;--done:#1a7f37;--at:#9a6700}',
    '@media(prefers-color-scheme:dark){:root{--page:#151b23;--edge:#3d444d;--text:#f0f6fc;--quiet:#9198a1;--done:#3fb950;--at:#d29922}}',
    '.window{fill:var(--page);stroke:var(--edge)}',
    'text{font:14px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;fill:var(--text);white-space:pre}',
    '.name{fill:var(--quiet)}.done{fill:var(--done)}.at{fill:var(--at)}.verdict{fill:var(--done);font-weight:bold}',
    '.in{animation:in .01s both}.out{animation:in .01s both,out .01s forwards}',
    '@keyframes in{from{opacity:0}to{opacity:1}}@keyframes out{to{opacity:0}}',
    `.roll{transform:translateY(${-hidden * LINE}px);animation:roll ${FILM_SECONDS}s step-end both}`,
    `@keyframes roll{0%{transform:none}${stops.join('')}100%{transform:translateY(${-hidden * LINE}px)}}`,
    '@media(prefers-reduced-motion:reduce){.in,.roll{animation:none}.out{display:none}}',
  ].join('\n');
}
