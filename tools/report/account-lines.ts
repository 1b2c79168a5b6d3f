import type { SiteAccount } from './data.ts';
import { cellsOut, FATES } from './fates.ts';
import { number, plural } from './format.ts';
import { reasonWords } from './reasons.ts';
import { sum } from './sum.ts';
import { isClosed } from './verdict/accounts.ts';

/** An account as lines for people: the sum, then each reason in words, the most frequent first. */
export function accountLines(name: string, account: SiteAccount): string[] {
  const fates = FATES.map((fate) => `${number(fate.of(account))} ${fate.name.toLowerCase()}`);
  const closes = isClosed(account) ? 'adds up' : `DOES NOT ADD UP (${number(cellsOut(account))})`;
  const files = plural(sum(Object.values(account.objects)), 'file');
  const reasons = Object.entries(account.reasons).sort(([, a], [, b]) => b - a);
  return [
    `${name}: ${files}, ${plural(account.cells_in, 'cell')} = ${fates.join(' + ')}: ${closes}`,
    ...reasons.map(([code, count]) => `  ${number(count).padStart(9)}  ${reasonWords(code)} (${code})`),
  ];
}
