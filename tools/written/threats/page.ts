import { chapter, code, GENERATED, type Link, linksFrom, type Page, table, textOf } from '../markdown.ts';
import type { Cite } from './cite.ts';
import { NOT_PROMISED } from './not-promised.ts';
import type { Threat } from './threat.ts';
import { THREATS } from './threats.ts';

const PATH = 'docs/threats.md';

/** For whoever judges whether the airlock is enough. */
export function threatsPage(): Page {
  const link = linksFrom(PATH);
  return {
    path: PATH,
    text: textOf([
      '# Threats',
      '',
      'What somebody could try against the airlock, and where each is prevented, proved and detected. The actor holds a plant’s stolen credential, unless it',
      'says otherwise. A name in code letters is a statement of a policy. “Proof” is a promise that is judged from the templates, “mistakes” are planted into them',
      'to see that the proof notices. What is not covered stands where it belongs, after “open”.',
      GENERATED,
      '',
      ...Object.entries(THREATS).flatMap(([title, threats]) => chapter(title, ...threatTable(threats, link))),
      ...chapter('What is not promised', ...table(['Not promised', 'Why, and what to do'], NOT_PROMISED)),
      ...chapter(
        'For a feeder',
        `What each feeder may do, switch by switch: ${link('docs/feeders/pi-integrator.md', 'PI Integrator')}, ${link('docs/feeders/sender.md', 'sender')}.`,
      ),
    ]),
  };
}

function threatTable(threats: readonly Threat[], link: Link): string[] {
  const cell = (cites: readonly Cite[]): string => cites.map((each) => citeText(each, link)).join(' <br> ');
  return table(
    ['', 'Threat', 'Prevented by', 'Proved by', 'Detected by'],
    threats.map(({ id, what, prevented, proved, detected }) => [
      id,
      what,
      cell(prevented),
      cell(proved),
      cell(detected),
    ]),
  );
}

function citeText(cite: Cite, link: Link): string {
  switch (cite.kind) {
    case 'statement':
      return link(cite.path, code(cite.sid));
    case 'promise':
      return `proof: ${link(cite.path, cite.property)}`;
    case 'mistakes':
      return `mistakes: ${link(cite.path, cite.path.replace(/^.*\/|\.ts$/g, ''))}`;
    case 'alarm':
      return `alarm ${link(`docs/runbooks/${cite.runbook}.md`, cite.name)}`;
    case 'file':
      return link(cite.path, cite.says);
    case 'nothing':
      return `open: ${cite.says}`;
  }
}
