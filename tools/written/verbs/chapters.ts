import type { Profile } from '../../../lib/config/config.ts';
import { INTEGRATOR_SWITCHES } from '../../../lib/extraction/integrator-switches.ts';
import type { Reference } from '../../../packages/iam-proof/reference/reference.ts';
import { chapter, code, type Link, table } from '../markdown.ts';
import { type AllowedVerb, allowedVerbs, switchedVerbs } from './allowed.ts';
import { refusedGroups } from './refused.ts';
import { wordsFor } from './words.ts';

/** The chapter on what a feeder may do. */
export function allowedChapter(profile: Profile): string[] {
  const rows = allowedVerbs(profile).map((verb) => [
    code(verb.action),
    onText(verb),
    verb.by === 'a stream' ? 'its site has a stream' : 'always',
    wordsFor(verb.action),
  ]);
  return chapter(
    'What it may do',
    '`landing` is the landing bucket. A file in parts needs no more: starting, filling and completing it is `s3:PutObject`.',
    '',
    ...table(['Verb', 'On', 'When', 'What it does'], rows),
  );
}

/** The chapter on what a PI Integrator may be given beside. */
export function switchesChapter(): string[] {
  const verbs = switchedVerbs();
  const rows = Object.entries(INTEGRATOR_SWITCHES).map(([name, { consequence }]) => {
    const opened = verbs.filter(({ by }) => by === name);
    return [
      code(name),
      opened.map(({ action }) => code(action)).join(' <br> '),
      opened.map(onText).join(' <br> '),
      consequence,
    ];
  });
  return chapter(
    'Switches',
    'Some versions of the product ask for more when a target is set up. Each such verb is a switch, off unless its name stands in `allow` of the feeder in',
    '`config/<environment>.json`. None of them returns what a file holds. Ask for one only when the product fails without it.',
    '',
    ...table(['Switch', 'Verb', 'On', 'What the site gives up'], rows),
  );
}

function onText({ resources, conditions }: AllowedVerb): string {
  const only = conditions.map(({ key, values }) => `only if ${code(key)} is ${values.map(code).join(' or ')}`);
  return [resources.map(code).join(' <br> '), ...only].join(', ');
}

/** The chapter on what a feeder may not, with every group of verbs that the proof asks about. */
export function refusedChapter(profile: Profile, reference: Reference, link: Link): string[] {
  const { actions, services } = reference;
  const lists = ['reference/data-reads', 'promise/data-writes', 'promise/escalations'].map((name) =>
    link(`tools/proof/${name}.json`, `${name.replace(/^.*\//, '')}.json`),
  );
  return chapter(
    'What it is refused',
    `Everything else. AWS knows ${counted(actions.length)} verbs in ${counted(services.length)} services; a feeder of this kind has ${allowedVerbs(profile).length} of them at most${profile === 'pi-integrator' ? ', and those of its switches' : ''}.`,
    'Nothing allows the others; the permissions boundary stops what a mistake in its own policy would allow; and on landing a Deny says so again. One verb is left',
    'that AWS refuses nobody: `sts:GetCallerIdentity` tells the caller its own name. These are the verbs that would do harm, as the proof asks about them',
    `(${lists.join(', ')}):`,
    '',
    ...table(
      ['Refused', 'Verbs', 'For example', 'Each of them'],
      refusedGroups(profile, reference).map((group) => [
        group.name,
        String(group.actions.length),
        group.typical.map(code).join(', '),
        group.reason,
      ]),
    ),
  );
}

function counted(count: number): string {
  return count.toLocaleString('en');
}
