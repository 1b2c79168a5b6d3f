import { createHash } from 'node:crypto';
import type { ReportData } from './data.ts';

/** File beside the page with every fact that it shows. */
export const EVIDENCE_FILE = 'report.json';

/** All of that file, to the byte. */
export function evidenceText(facts: ReportData): string {
  return JSON.stringify(facts);
}

export function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
