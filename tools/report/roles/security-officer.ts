import { showingOf, triedOf } from '../../trial/rows.ts';
import type { ReportData } from '../data.ts';
import { number, plural } from '../format.ts';
import { evidenceSection } from '../sections/evidence.ts';
import { matrixSection } from '../sections/matrix.ts';
import { promisesSection } from '../sections/promises.ts';
import { forbiddenReads } from '../verdict/airlock.ts';
import type { Role } from './role.ts';

const PROVED = { proven: 'all proven', refuted: 'REFUTED', undecided: 'not all decided' } as const;

export const SECURITY_OFFICER: Role = {
  id: 'security-officer',
  name: 'Security officer',
  answers: (data) => [
    ['What is promised?', promised(data)],
    ['What was tried?', tried(data)],
    ['What can I keep?', `This page and report.json beside it, by digest, with those of ${templates(data)}`],
  ],
  parts: [
    { id: 'airlock', title: 'Tried for real', render: matrixSection },
    { id: 'promises', title: 'Promises', render: promisesSection },
    { id: 'evidence', title: 'Evidence', render: evidenceSection },
  ],
};

function promised({ proof }: ReportData): string {
  const { asked, identities } = proof;
  return `${plural(Object.keys(asked).length, 'promise')} about ${plural(identities, 'identity', 'identities')}, ${PROVED[proof.verdict]} from the templates`;
}

function tried({ trials }: ReportData): string {
  const all = triedOf(trials);
  const kept = all.filter((row) => showingOf(row) === 'kept').length;
  return `${plural(all.length, 'request')} by the plants’ own keys, ${number(forbiddenReads(trials).length)} of them reads; ${number(kept)} answered as promised`;
}

function templates({ evidence }: ReportData): string {
  return plural(evidence.templates.length, 'template');
}
