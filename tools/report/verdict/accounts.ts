import type { ReportData, Site, SiteAccount, SiteSums } from '../data.ts';
import { cellsExpected, cellsOut, FATES } from '../fates.ts';
import { broken, type Finding, unless, unproven } from './finding.ts';

type Pair = [name: string, got: number, wanted: number];

/** That every cell that came in stands in one of the four sums. */
function addsUp(sums: SiteSums): boolean {
  return sums.closes && sums.cells_in === cellsOut(sums);
}

/** The same in each object and over all. */
export function isClosed(account: SiteAccount): boolean {
  return addsUp(account) && account.by_object.every(({ closes }) => closes);
}

/** The ledger beside the plant's own count. */
function countPairs(site: Site): Pair[] {
  return FATES.map(({ kind, name, of }) => [name, of(site), site.expected[kind]]);
}

/** That the ledger counts what the plant counted. */
export function isExpected(site: Site, repeated: boolean): boolean {
  return differences(site, repeated).length === 0;
}

/** A repetition moves cells from good and bad to duplicates, since silver holds them already: only the sum is given. */
function differences(site: Site, repeated: boolean): string[] {
  const { expected, objects } = site;
  const sum: Pair = ['Cells out', cellsOut(site), cellsExpected(site)];
  const pairs: Pair[] = [
    ['Cells in', site.cells_in, expected.cells_in],
    ['Refused files', objects.refused ?? 0, expected.refused],
    ['Unreadable files', objects.unreadable ?? 0, expected.unreadable],
    ...(repeated ? [sum, ...countPairs(site).filter(([name]) => name === 'Quarantined')] : countPairs(site)),
  ];
  return pairs
    .filter(([, got, wanted]) => got !== wanted)
    .map(([name, got, wanted]) => `${name.toLowerCase()}: got ${got}, wanted ${wanted}`);
}

type Accounts = Pick<ReportData, 'sites' | 'repeated' | 'history'>;

export function accountsAgainst({ sites, repeated, history }: Accounts): Finding[] {
  const all = Object.entries(sites);
  return [
    ...unless(all.length > 0, unproven('no site has an account')),
    ...all.flatMap(([name, site]) => [
      ...unless(isClosed(site), broken(`${name}: the account does not close`)),
      ...differences(site, repeated).map((each) => broken(`${name}: ${each}`)),
    ]),
    ...Object.entries(history).flatMap(([name, sums]) =>
      unless(addsUp(sums), broken(`${name}: the account of all runs does not close`)),
    ),
  ];
}

export function sweepAgainst({ sweep: { dropped, found } }: Pick<ReportData, 'sweep'>): Finding[] {
  return [
    ...unless(dropped > 0, unproven('no notification was lost on purpose, so that the sweep had nothing to find')),
    ...unless(dropped === found, broken(`the sweep found ${found} versions without a note, wanted ${dropped}`)),
  ];
}
