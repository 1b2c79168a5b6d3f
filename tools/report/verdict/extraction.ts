import type { ReportData } from '../data.ts';
import type { SenderRun, SenderStatus } from '../stage-data.ts';
import { sum } from '../sum.ts';
import { broken, type Finding, unless } from './finding.ts';

/** Files and readings of a sender by its own account, over all of its views; `again` are readings of windows that it told again. */
export function toldIn({ told }: SenderStatus): { files: number; rows: number; again: number } {
  const views = Object.values(told);
  return {
    files: sum(views.map(({ files }) => files)),
    rows: sum(views.map(({ rows }) => rows)),
    again: sum(views.map(({ rows_again: rows }) => rows)),
  };
}

/** That each sender read what PI had, once and again, and has nothing left. A run without senders promises nothing of them. */
export function extractionAgainst({ senders }: Pick<ReportData, 'senders'>): Finding[] {
  return senders.flatMap(senderAgainst);
}

export function senderAgainst({ site, status, wanted }: SenderRun): Finding[] {
  const { rows, again } = toldIn(status);
  const waiting = status.spool.objects;
  return [
    ...unless(
      rows - again === wanted.first,
      broken(`${site}: its sender read ${rows - again} readings, wanted the ${wanted.first} that PI had`),
    ),
    ...unless(
      again === wanted.again,
      broken(`${site}: its sender told ${again} readings again, wanted the ${wanted.again} of its window`),
    ),
    ...unless(waiting === 0, broken(`${site}: ${waiting} files of its sender have not landed`)),
    ...unless(status.to_read_again === 0, broken(`${site}: its sender has not read all that has changed`)),
    ...unless(status.last_error === null, broken(`${site}: its sender says: ${status.last_error}`)),
  ];
}
