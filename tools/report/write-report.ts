import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReportData } from './data.ts';
import { EVIDENCE_FILE, evidenceText } from './evidence-file.ts';
import { renderReport } from './render.ts';

/** Writes the page and its facts beside it, and returns the page's path; the trends lie there already. */
export function writeReport(folder: string, facts: ReportData): string {
  const page = join(folder, 'report.html');
  writeFileSync(join(folder, EVIDENCE_FILE), evidenceText(facts));
  writeFileSync(page, renderReport(facts));
  return page;
}
