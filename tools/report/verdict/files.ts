import type { SiteAccount } from '../data.ts';
import { cellsOut } from '../fates.ts';
import { plural } from '../format.ts';
import { sum } from '../sum.ts';
import { isClosed } from './accounts.ts';

/** What is said of a run over files, and the exit code that says the same. */
export interface FilesVerdict {
  readonly exit: 0 | 1 | 2;
  readonly words: string;
}

/** Judges accounts by view, and the files that no view took. */
export function judgeFiles(
  views: Readonly<Record<string, SiteAccount>>,
  strange: readonly unknown[] = [],
): FilesVerdict {
  const open = Object.entries(views).filter(([, account]) => !isClosed(account));
  if (open.length > 0)
    return { exit: 1, words: `The account of ${open.map(([name]) => name).join(', ')} does NOT add up.` };
  const lost = Object.values(views).flatMap(({ by_object }) =>
    by_object.filter(({ outcome }) => LOST.includes(outcome)),
  );
  if (lost.length > 0) {
    return {
      exit: 1,
      words: `${plural(lost.length, 'file')} could not be read at all: ${lost.map(({ key }) => key.split('/').at(-1)).join(', ')}.`,
    };
  }
  if (strange.length > 0) {
    return { exit: 2, words: `${plural(strange.length, 'file')} of no known view: nobody can tell what is in them.` };
  }
  const cells = sum(Object.values(views).map(cellsOut));
  return { exit: 0, words: `All ${plural(cells, 'cell')} are accounted for.` };
}

const LOST: readonly string[] = ['unreadable', 'refused', 'stranded'];
