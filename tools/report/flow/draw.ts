import { number } from '../format.ts';
import { type Html, html } from '../html.ts';
import { BAR_WIDTH, type Bar, layoutOf, type Ribbon, WIDTH } from './layout.ts';
import type { Column, Panel } from './model.ts';

/** Longest name that has room beside the other column's. */
const NAME = 20;
const INDENT = 8;
/** Thinner than a bar that may be pointed at with ease. */
const THIN = 10;

/** A panel as inline SVG; its colours come from the page's style sheet. */
export function drawPanel(panel: Panel): Html {
  const { height, left, right, ribbons } = layoutOf(panel);
  return html`
<svg class="flow-picture" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${summary(panel)}">
${heading(panel.left, 0, 'start')}${heading(panel.right, WIDTH, 'end')}
${ribbons.map(drawRibbon)}
${left.map((bar) => drawBar(bar, 'start'))}${right.map((bar) => drawBar(bar, 'end'))}
</svg>`;
}

function summary({ left, right }: Panel): string {
  const words = (column: Column): string =>
    column.nodes.map(({ name, count }) => `${name} ${number(count)}`).join(', ');
  return `${left.title}: ${words(left)}; ${right.title}: ${words(right)}`;
}

function heading({ title, note }: Column, x: number, anchor: 'start' | 'end'): Html {
  return html`
<text class="flow-title" x="${x}" y="14" text-anchor="${anchor}">${title}</text>
<text class="flow-note" x="${x}" y="31" text-anchor="${anchor}">${note}</text>`;
}

function drawRibbon({ band, from, to }: Ribbon): Html {
  const middle = (from.x + to.x) / 2;
  const [fromBottom, toBottom] = [from.y + from.thickness, to.y + to.thickness];
  const path = [
    `M${px(from.x)} ${px(from.y)}`,
    `C${px(middle)} ${px(from.y)} ${px(middle)} ${px(to.y)} ${px(to.x)} ${px(to.y)}`,
    `V${px(toBottom)}`,
    `C${px(middle)} ${px(toBottom)} ${px(middle)} ${px(fromBottom)} ${px(from.x)} ${px(fromBottom)}Z`,
  ].join('');
  const isThin = Math.min(from.thickness, to.thickness) < THIN;
  return html`<path class="band ${band.kind}${isThin ? ' thin' : ''}" d="${path}"><title>${band.words}</title></path>`;
}

function drawBar({ node, x, y, height }: Bar, anchor: 'start' | 'end'): Html {
  const textX = anchor === 'start' ? x + BAR_WIDTH + INDENT : x - INDENT;
  const middle = y + height / 2;
  return html`
<g><title>${node.words}</title>
<rect class="node ${node.kind}" x="${px(x)}" y="${px(y)}" width="${BAR_WIDTH}" height="${px(height)}"/>
<text class="flow-name" x="${textX}" y="${px(middle - 2)}" text-anchor="${anchor}">${short(node.name)}</text>
<text class="flow-count" x="${textX}" y="${px(middle + 13)}" text-anchor="${anchor}">${number(node.count)}${node.remark}</text></g>`;
}

function short(name: string): string {
  return name.length > NAME ? `${name.slice(0, NAME - 1)}…` : name;
}

function px(value: number): string {
  return value.toFixed(1);
}
