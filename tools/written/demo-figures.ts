import { existsSync } from 'node:fs';
import { FILM, type Measured, type MeasuredRun, readMeasured } from '../measure/measured.ts';
import type { Insertions } from './insertions.ts';
import { table } from './markdown.ts';

const FILM_WORDS =
  "The terminal of a demo: each step with its time, and at the end the verdict, six figures, the report's path and what to do next";

/** Places of the README: what was measured of the demo, and on what machine. */
export function demoFigures(): Insertions {
  return {
    'measured demo': () => ofMeasured(sentenceOf, 'in some minutes'),
    'measured film': () => (existsSync(FILM) ? `![${FILM_WORDS}](docs/images/demo.svg)` : ''),
    'measured figures': () => ofMeasured(figuresOf, 'To measure it on a machine: `npm run airlock -- measure`.'),
  };
}

/** A text out of the figures, or another one where there are none. */
function ofMeasured(text: (measured: Measured) => string, otherwise: string): string {
  const measured = readMeasured();
  return measured === undefined ? otherwise : text(measured);
}

export function sentenceOf({ runs, machine, disk }: Measured): string {
  const gigabytes = Object.values(disk).reduce((sum, megabytes) => sum + megabytes, 0) / 1000;
  return `in ${minutes(runs.first.seconds)} on ${machine.cores} cores, all that it installs included, and again in ${minutes(runs.second.seconds)}; it takes ${gigabytes.toFixed(1)} GB of disk`;
}

export function figuresOf(told: Measured): string {
  const { runs, machine, versions, date, disk } = told;
  const rows = [row('A demo in a fresh clone, nothing of it on the machine', runs.first), row('One more', runs.second)];
  const folders = Object.entries(disk).map(([folder, megabytes]) => `\`${folder}\` ${megabytes}`);
  const versionWords = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return [
    table(['', 'Time', 'CPU time', 'Memory at most'], rows),
    `Megabytes on disk after both: ${folders.join(', ')}. Measured by \`npm run airlock -- measure\` on ${date}: ${machine.cpu}, ${machine.cores} cores, ${machine.memoryGigabytes} GB, ${machine.system}; ${versionWords.join(', ')}. What the network takes is in it${busyWords(machine.load)}.`,
  ].join('\n\n');
}

/** Nothing of a machine that had nothing else to do. */
function busyWords(load: number): string {
  return load < 1 ? '' : `; other programs kept the machine busy meanwhile (load ${load.toFixed(0)} before it began)`;
}

function row(what: string, { seconds, cpuSeconds, peakMegabytes }: MeasuredRun): string[] {
  const memory = peakMegabytes === null ? '–' : `${(peakMegabytes / 1000).toFixed(1)} GB`;
  return [what, minutes(seconds), minutes(cpuSeconds), memory];
}

/** A length of time as people say it, to five seconds. */
function minutes(seconds: number): string {
  const whole = Math.max(5, Math.round(seconds / 5) * 5);
  const parts = [
    [Math.floor(whole / 60), 'min'],
    [whole % 60, 's'],
  ] as const;
  return parts.flatMap(([count, unit]) => (count > 0 ? [`${count} ${unit}`] : [])).join(' ');
}
