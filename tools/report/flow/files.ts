import type { ReportData, Site } from '../data.ts';
import { bytes, number, plural } from '../format.ts';
import { groupBy } from '../group.ts';
import { sum } from '../sum.ts';
import { outcomeWords } from '../words.ts';
import { type Band, type FlowNode, type Joint, type Kind, missing, type Panel } from './model.ts';
import { isStreamed, recordsOf } from './streamed.ts';

/** Kinds by outcome in the ledger; any other outcome is looked at as set aside. */
const KINDS: Readonly<Record<string, Kind>> = { read: 'good', manifest: 'duplicates', refused: 'bad' };
const ORDER = ['read', 'manifest'];
const UNLISTED = 'unlisted';

interface LedgerFile {
  readonly source: string;
  readonly site: string;
  readonly outcome: string;
  readonly isStreamed: boolean;
}

/** From what the plants put to what bronze holds of it, in files. */
export function filesPanel(data: ReportData): Panel {
  const files = Object.entries(data.sites).flatMap(([site, account]) => filesOf(site, account));
  const outcomes = [...new Set(files.map(({ outcome }) => outcome))].sort((a, b) => rank(a) - rank(b));
  const joint = jointOf(data, files);
  const lost = missing([{ from: UNLISTED, count: joint.left - joint.right }], 'file');
  const unlisted = lost.nodes.map((node) => ({ ...node, id: UNLISTED, name: 'not in the ledger' }));
  return {
    unit: 'file',
    left: {
      title: data.streams.length > 0 ? 'Landing, streams' : 'Landing',
      note: sourceWords(data, files),
      nodes: [...sourcesOf(data, files), ...unlisted],
    },
    right: { title: 'Bronze', note: holdingWords(data.layers.bronze), nodes: [...resultsOf(files), ...lost.nodes] },
    bands: [...outcomes.flatMap((outcome) => bandsOf(files, outcome)), ...lost.bands],
    joints: [joint],
  };
}

/** Size of a layer in words. */
export function holdingWords(layer: ReportData['layers']['gold']): string {
  return `holds ${plural(layer.objects, 'object')}, ${bytes(layer.bytes)}`;
}

function sourceWords({ landed }: ReportData, files: readonly LedgerFile[]): string {
  const streamed = files.filter((file) => file.isStreamed).length;
  return streamed === 0
    ? `${number(landed.objects)} landed`
    : `${number(landed.objects)} landed, ${number(streamed)} streamed`;
}

function filesOf(site: string, account: Site): LedgerFile[] {
  return account.by_object.map(({ key, outcome }) => {
    const byStream = isStreamed(key);
    return { site, outcome, isStreamed: byStream, source: byStream ? `${site} (live)` : site };
  });
}

function jointOf({ landed }: ReportData, files: readonly LedgerFile[]): Joint {
  const right = files.filter((file) => !file.isStreamed).length;
  return { left: landed.objects, right, leftWords: 'files landed', rightWords: 'in the ledger' };
}

function sourcesOf({ streams }: ReportData, files: readonly LedgerFile[]): FlowNode[] {
  return [...groupBy(files, ({ source }) => source)].map(([source, own]) => {
    const [first] = own;
    const records = sum(streams.filter(({ site }) => first?.isStreamed && site === first.site).map(recordsOf));
    const remark = records > 0 ? ` from ${plural(records, 'record')}` : '';
    const words = `${first?.site}: ${plural(own.length, 'file')}${remark}`;
    return { id: `from ${source}`, name: source, count: own.length, remark, kind: 'source', words };
  });
}

function resultsOf(files: readonly LedgerFile[]): FlowNode[] {
  return [...groupBy(files, ({ outcome }) => outcome)]
    .sort(([a], [b]) => rank(a) - rank(b))
    .map(([outcome, own]) => {
      const name = outcomeWords(outcome);
      const words = `${number(own.length)} of ${plural(files.length, 'file')}: ${name}`;
      return { id: outcome, name, count: own.length, kind: kindOf(outcome), words };
    });
}

function bandsOf(files: readonly LedgerFile[], outcome: string): Band[] {
  const own = files.filter((file) => file.outcome === outcome);
  return [...groupBy(own, ({ source }) => source)].map(([source, { length }]) => ({
    from: `from ${source}`,
    to: outcome,
    count: length,
    kind: kindOf(outcome),
    words: `${source}: ${plural(length, 'file')}, ${outcomeWords(outcome)}`,
  }));
}

function rank(outcome: string): number {
  const place = ORDER.indexOf(outcome);
  return place < 0 ? ORDER.length : place;
}

function kindOf(outcome: string): Kind {
  return KINDS[outcome] ?? 'quarantined';
}
