import { join } from 'node:path';
import { type Column, type Config, columnSchema } from './config.ts';
import { didYouMean } from './did-you-mean.ts';
import { firstTwice, sameName } from './names.ts';
import { type DigitalState, readDigitalSets } from './states.ts';
import { boolean, number, parsed, readLines } from './table-file.ts';
import { sentUnitFault, unitFault } from './units.ts';

const HEADER = ['name', 'unit', 'type', 'step', 'zero', 'span'];
const OPTIONAL = ['sent_unit', 'future', 'set'];

/** Columns of every wide view that are no attribute, whatever its columns are. */
const OWN = ['Id', 'PIIntTSTicks', 'PIIntShapeID'];

/**
 * Reads the column file of every view that has one, as the jobs will.
 *
 * @throws Error naming for each file that cannot be used the configuration's file and key path, and what is wrong in which line.
 */
export function checkColumns(config: Pick<Config, 'sites'>, folder: string, source: string): void {
  const faults = config.sites.flatMap(({ feeders }, site) =>
    feeders.flatMap(({ views }, feeder) =>
      views.flatMap((view, index) => {
        const fault = isSheet(view) ? faultOf(view, folder) : undefined;
        const path = `sites[${site}].feeders[${feeder}].views[${index}].columns`;
        return fault === undefined ? [] : fault.split('\n').map((line) => `${source}: ${path}: ${line}`);
      }),
    ),
  );
  if (faults.length > 0) throw new Error(faults.join('\n'));
}

type View = Config['sites'][number]['feeders'][number]['views'][number];

/** A view whose columns are attributes. */
export type Sheet = Extract<View, { zone: string | null }>;

/** The columns of a view, and the digital sets that they are of. */
export interface ViewTables {
  readonly columns: Column[];

  /** @default - no column is of a set */
  readonly digitalSets?: DigitalState[];
}

/** Whether a view's columns are attributes. */
export function isSheet(view: View): view is Sheet {
  return 'zone' in view;
}

/** Columns that a view names itself: no attribute has such a name. */
function keyColumns(view: Sheet): string[] {
  const told =
    'timeColumn' in view
      ? [view.assetColumn, view.timeColumn]
      : [
          ...[view.idColumn, view.startColumn, view.endColumn],
          ...[view.nameColumn, view.templateColumn, view.assetColumn, view.durationColumn],
        ];
  return told.filter((name) => name !== undefined);
}

/**
 * Reads the files that a view names; an event view may name no columns.
 *
 * @throws Error naming file, line, what was got and what was wanted.
 */
export function readViewTables(
  { columns, digitalSets }: Pick<Sheet, 'columns' | 'digitalSets'>,
  folder: string,
): ViewTables {
  if (columns === undefined) return { columns: [] };
  if (digitalSets === undefined) return { columns: readColumns(join(folder, columns)) };
  const states = readDigitalSets(join(folder, digitalSets));
  return { columns: readColumns(join(folder, columns), states), digitalSets: states };
}

function faultOf(view: Sheet, folder: string): string | undefined {
  const file = join(folder, view.columns ?? '');
  try {
    const taken = [...keyColumns(view), ...OWN];
    const own = readViewTables(view, folder).columns.find(({ name }) => taken.some((other) => sameName(name, other)));
    if (own === undefined) return undefined;
    return `${file}: got the column "${own.name}", wanted attributes alone: ${taken.join(', ')} are the view's own columns`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/**
 * Reads the columns of a view, one a line: header `name,unit,type,step,zero,span`, and where they are needed `sent_unit`, `future` and
 * `set`; empty for none. `states` are those of the view's digital sets.
 *
 * @throws Error naming file, line, what was got and what was wanted.
 */
export function readColumns(file: string, states?: readonly DigitalState[]): Column[] {
  const lines = readLines(file, 'the columns of a view', HEADER, OPTIONAL);
  const columns = lines.map(({ row, where }) => ofKnownSet(toColumn(row, where), states, where));
  if (columns.length === 0)
    throw new Error(`${file}: got a header and no column, wanted a line for each column of the view`);
  const twice = firstTwice(columns.map(({ name }) => name));
  if (twice !== undefined) throw new Error(`${file}: ${twice}`);
  return columns;
}

function toColumn(
  { name, unit, type, step, zero, span, sent_unit: sentUnit, future, set }: Readonly<Record<string, string>>,
  where: string,
): Column {
  const told = {
    name,
    unit: unit?.trim() || null,
    type,
    step: boolean(step),
    zero: number(zero),
    span: number(span),
    sentUnit: sentUnit?.trim() || undefined,
    future: future ? boolean(future) : false,
    set: set || null,
  };
  return known(parsed(columnSchema, told, where), where);
}

/** The column, whose set must be there, and which can be of one. */
function ofKnownSet(column: Column, states: readonly DigitalState[] | undefined, where: string): Column {
  const { set, type } = column;
  if (set === null) return column;
  if (type !== 'Digital') {
    throw new Error(`${where}: set: got "${set}" on a column of type ${type}, wanted it on Digital ones only`);
  }
  if (states === undefined) {
    throw new Error(`${where}: set: got "${set}", wanted a file of digital sets as the view's digitalSets`);
  }
  const names = [...new Set(states.map((state) => state.set))];
  if (names.includes(set)) return column;
  throw new Error(`${where}: set: got "${set}", wanted one of ${names.join(', ')}${didYouMean(set, names)}`);
}

/** The column, whose units must be known: readings of another would all be bad. */
function known(column: Column, where: string): Column {
  const { name, unit, span, sentUnit, type } = column;
  if (name.trim() !== name) throw new Error(`${where}: name: got "${name}", wanted no blank around it`);
  if (span !== null && span < 0)
    throw new Error(`${where}: span: got ${span}, wanted the range above zero, or nothing`);
  const fault = unit === null ? undefined : unitFault(unit);
  if (fault !== undefined) throw new Error(`${where}: unit: got "${unit}", wanted ${fault}`);
  const sentFault = sentUnit === undefined ? undefined : sentUnitFault(sentUnit, unit, type);
  if (sentFault !== undefined) throw new Error(`${where}: sentUnit: got "${sentUnit}", wanted ${sentFault}`);
  return column;
}
