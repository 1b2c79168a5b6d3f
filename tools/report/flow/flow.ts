import { TAGS_VIEW } from '../../../lib/contract/index.ts';
import type { ReportData } from '../data.ts';
import { bytes, number, plural } from '../format.ts';
import { sum } from '../sum.ts';
import { cellsPanel } from './cells.ts';
import { filesPanel } from './files.ts';
import { gridCells, gridPanel } from './grid.ts';
import { type Flow, isOpen, type Joint, panelsOf, type UnitChange } from './model.ts';

/** View of the sender's tag list: its cells describe tags and are no readings. */
const TAG_LIST = `/view=${TAGS_VIEW}/`;

/** The way of the data from landing to gold, with every sum that must add up. */
export function flowOf(data: ReportData): Flow {
  return {
    files: filesPanel(data),
    filesToCells: filesToCells(data),
    cells: cellsPanel(data),
    cellsToGrid: cellsToGrid(data),
    grid: gridPanel(data),
  };
}

/** The sums that do not add up. */
export function openJoints(data: ReportData): Joint[] {
  return panelsOf(flowOf(data))
    .flatMap(({ joints }) => joints)
    .filter(isOpen);
}

function filesToCells({ sites, landed }: ReportData): UnitChange {
  const files = Object.values(sites).flatMap(({ by_object }) => by_object);
  const holding = files.filter(({ cells_in }) => cells_in > 0).length;
  return {
    title: 'Files hold cells',
    figures: `${number(holding)} of ${plural(files.length, 'file')} hold values`,
    words: `A file is what a plant put into landing (${number(landed.objects)}, ${bytes(landed.bytes)}) or what was made of its streamed records: ${number(files.length)} in all. ${restWords(files.length - holding)} A cell is one value: one tag at one time.`,
  };
}

function restWords(rest: number): string {
  return rest === 0 ? 'Each holds values.' : `${number(rest)} hold none: packing lists, and what was refused or empty.`;
}

function cellsToGrid({ sites, gold }: ReportData): UnitChange {
  const all = Object.values(sites);
  const good = sum(all.map(({ silver_good }) => silver_good));
  const ofTags = sum(
    all.flatMap(({ by_object }) =>
      by_object.filter(({ key }) => key.includes(TAG_LIST)).map(({ silver_good }) => silver_good),
    ),
  );
  const grid = sum(gold.map(gridCells));
  const described = ofTags > 0 ? ` (${number(ofTags)} of them describe tags)` : '';
  return {
    title: 'Readings become a grid',
    figures: `${number(good)} good cells make ${plural(grid, 'grid cell')}`,
    words: `A grid cell is one tag at one step of time. A good cell${described} may fill many grid cells, held until the next reading or interpolated between two, or none. So these two counts are not equal, and need not be.`,
  };
}
