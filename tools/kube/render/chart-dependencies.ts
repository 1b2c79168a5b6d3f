import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

type Values = Readonly<Record<string, unknown>>;

/** The source of a chart lacks the charts that it depends on, which are downloaded as it is packed: Helm must not miss one that is off. */
export function dropDependenciesThatAreOff(folder: string, values: Values): void {
  const read = (file: string) => parse(readFileSync(join(folder, file), 'utf8'));
  const { dependencies = [], ...chart } = read('Chart.yaml');
  const usual: Values = read('values.yaml');
  const isOn = ({ condition = '' }: { readonly condition?: string }): boolean =>
    (valueAt(values, condition) ?? valueAt(usual, condition) ?? true) !== false;
  writeFileSync(join(folder, 'Chart.yaml'), JSON.stringify({ ...chart, dependencies: dependencies.filter(isOn) }));
}

function valueAt(values: Values, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((at, name) => (typeof at === 'object' && at !== null ? Reflect.get(at, name) : undefined), values);
}
