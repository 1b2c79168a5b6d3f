import type { Profile } from '../../../lib/config/config.ts';
import { INTEGRATOR_SWITCHES } from '../../../lib/extraction/integrator-switches.ts';
import { code, lines, table } from '../markdown.ts';
import { type AllowedVerb, allowedVerbs, switchedVerbs } from './allowed.ts';
import refused from './refused.json' with { type: 'json' };

/** Verbs that a feeder of a profile may use. */
export function verbsTable(profile: Profile): string {
  const when = ({ by }: AllowedVerb): string => (by === 'a stream' ? 'its site has a stream' : 'always');
  return table(
    ['Verb', 'On', 'When'],
    allowedVerbs(profile).map((verb) => [code(verb.action), onText(verb), when(verb)]),
  );
}

/** Verbs that a PI Integrator may be given beside. */
export function switchesTable(): string {
  const verbs = switchedVerbs();
  const rows = Object.entries(INTEGRATOR_SWITCHES).map(([name, { consequence }]) => {
    const opened = verbs.filter(({ by }) => by === name);
    return [code(name), lines(opened.map(({ action }) => code(action))), lines(opened.map(onText)), consequence];
  });
  return table(['Switch', 'Verb', 'On', 'What the site gives up'], rows);
}

/** What no feeder may do, with verbs that a reader is likely to have heard of. */
export function refusedTable(): string {
  const rows = refused.map(({ name, reason, verbs }) => [name, verbs.map(code).join(', '), reason]);
  return table(['Refused', 'For example', 'Each of them'], rows);
}

function onText({ resources, conditions }: AllowedVerb): string {
  const only = conditions.map(({ key, values }) => `only if ${code(key)} is ${values.map(code).join(' or ')}`);
  return [lines(resources.map(code)), ...only].join(', ');
}
