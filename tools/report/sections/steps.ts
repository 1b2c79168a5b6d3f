import type { ReportData } from '../data.ts';
import { seconds } from '../format.ts';
import type { Html } from '../html.ts';
import { folded, gauge, section, table } from './section.ts';

/** How long each step of the run took. */
export function stepsSection({ steps, seconds: all }: ReportData): Html {
  const longest = Math.max(...steps.map((step) => step.seconds));
  const rows = steps.map((step) => [step.title, seconds(step.seconds), gauge(step.seconds, longest)]);
  const body = table('Steps', ['Step', 'Time', ['', 'gauge']], rows);
  return section('steps', 'The run, step by step', `All in all ${seconds(all)}.`, folded('Every step', body));
}
