import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Kubectl } from '../api/kubectl.ts';
import type { NotebookProps } from './notebook.ts';
import type { Step } from './step.ts';

const ONE_LINE = 'import sys, pandas as pd; print(len(pd.read_parquet(sys.argv[1])))';
const KEEP = 'import sys; open("/tmp/check.py", "w").write(sys.argv[1])';
const PIPELINE = join(import.meta.dirname, 'pipeline.py');
const PIPELINE_MINUTES = 15;

/** Reads gold in a notebook that runs, by the line that every data scientist is given. */
export async function readsGold(kubectl: Kubectl, notebook: NotebookProps, path: string): Promise<Step> {
  const does = 'The one line reads gold in it';
  const { status, stdout, stderr } = await python(kubectl, notebook, '-c', ONE_LINE, path);
  if (status !== 0) return { does, works: false, words: `pd.read_parquet('${path}'): ${lastLine(stderr)}` };
  return { does, works: true, words: `${stdout.trim()} rows of ${path}.` };
}

/** Runs a pipeline from a notebook, as a person would: its one step reads gold. */
export async function runsPipeline(kubectl: Kubectl, notebook: NotebookProps, path: string): Promise<Step> {
  const does = 'A pipeline reads gold';
  const kept = await python(kubectl, notebook, '-c', KEEP, readFileSync(PIPELINE, 'utf8'));
  const words = [path, notebook.namespace, notebook.image, String(PIPELINE_MINUTES)];
  const { status, stderr } = kept.status === 0 ? await python(kubectl, notebook, '/tmp/check.py', ...words) : kept;
  if (status !== 0) return { does, works: false, words: lastLine(stderr) };
  return { does, works: true, words: 'It is among the runs of the dashboard, as airlock-check.' };
}

function python(kubectl: Kubectl, { name, namespace }: NotebookProps, ...words: readonly string[]) {
  return kubectl.attempt([
    'exec',
    `${name}-0`,
    '--namespace',
    namespace,
    '--container',
    name,
    '--',
    'python',
    ...words,
  ]);
}

/** An error of Python is in its last line. */
function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? 'nothing was said';
}
