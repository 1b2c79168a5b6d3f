import type { Config, Profile } from '../../../lib/config/config.ts';
import { chapter, code, type Link, table } from '../markdown.ts';
import type { Answer } from './answer.ts';
import { answersTo } from './answers.ts';
import { denies } from './denies.ts';
import { REFUSALS } from './refusals.ts';
import { WITHOUT_RIGHT } from './without-right.ts';

/** The chapter on calls that were refused for want of a right. */
export function deniedChapter(profile: Profile, link: Link): string[] {
  const byStatement = denies(profile).map(({ sid, cause, action }) => [cause, code(sid), action]);
  const byNone = WITHOUT_RIGHT.map(({ cause, action }) => [cause, '', action]);
  return chapter(
    'When it is refused: AccessDenied',
    'S3 answers `403 AccessDenied`, Kinesis `400 AccessDeniedException`. A feeder that is set up right gets none. Each one on landing or a stream raises the alarm',
    `\`plant-refused\`; ${link('docs/runbooks/plant-refused.md', 'its runbook')} says what the cloud team does. Nothing is lost: the file or record was not taken, and can be put once the cause is`,
    'gone. The name of the statement is for the cloud team.',
    '',
    ...table(['What happened', 'Statement', 'What to do'], [...byNone, ...byStatement]),
  );
}

/** The chapter on every other answer that is no success; `why` says what "no" to the question of loss rests on. */
export function failedChapter(config: Config, profile: Profile, link: Link, why: readonly string[]): string[] {
  return chapter(
    'When it fails otherwise',
    ...why,
    '',
    ...table(
      ['Answer', 'From', 'Cause', 'What to do', 'Is data lost?'],
      answersTo(profile).map((each) => row(each, link)),
    ),
    `Addresses: ${addresses(config, profile).map(code).join(', ')}.`,
  );
}

function row({ codes, of, cause, action, loss, runbook }: Answer, link: Link): string[] {
  const more = runbook === undefined ? '' : ` More: ${link(`docs/runbooks/${runbook}.md`, runbook)}.`;
  return [codes.map(code).join(' <br> '), of.join(', '), cause, `${action}${more}`, loss];
}

function addresses({ region, buckets }: Config, profile: Profile): string[] {
  const names = ['s3', `${buckets.landing}.s3`, 'kinesis', ...(profile === 'sender' ? ['rolesanywhere'] : [])];
  return names.map((name) => `${name}.${region}.amazonaws.com`);
}

/** The chapter on what the inner door keeps back. */
export function keptBackChapter({ environment, landing, intake }: Config, link: Link): string[] {
  return chapter(
    'When it was taken and does not arrive',
    `A put that was answered with 200 is stored. The inner door then looks at the file and keeps back what it cannot use. That stays in landing for ${landing.expireAfterDays} days (${environment})`,
    `and stands in the ledger with its reason; ${link('docs/runbooks/refused-objects.md', 'the runbook')} says how the cloud team finds it. Mend the cause and put it again under a new name.`,
    '',
    ...table(
      ['Reason', 'Cause', 'What to do'],
      Object.entries(REFUSALS).map(([reason, { cause, action }]) => [code(reason), cause, action]),
    ),
    `In ${environment} a file may have ${intake.maxObjectBytes.toLocaleString('en')} bytes.`,
  );
}
