import type { Config } from '../../lib/config/config.ts';
import { plantSecretName } from '../../lib/contract/index.ts';
import type { Reference } from '../../packages/iam-proof/reference/reference.ts';
import { ANY } from './any-site.ts';
import { checkChapter } from './check-chapter.ts';
import { deniedChapter, failedChapter, keptBackChapter } from './errors/chapters.ts';
import { chapter, code, GENERATED, type Link, linksFrom, type Page, textOf } from './markdown.ts';
import { landingSettings, settingsTable, streamSettings } from './settings/places.ts';
import { type Fed, fedBy, type Setting } from './settings/sites.ts';
import { viewsTable } from './settings/views.ts';
import { allowedChapter, refusedChapter, switchesChapter } from './verbs/chapters.ts';

const PATH = 'docs/feeders/pi-integrator.md';

const WHY_NOT_LOST = [
  'PI keeps its history: where the last column says no, what did not get through can be published again. AVEVA does not publish when the product tries again by',
  'itself. Look whether the file arrives; if not, run the view for the missed time (backfill). A reading that comes twice is counted once.',
];

/** For the OT engineer who sets PI Integrator for Business Analytics up. */
export function piIntegratorPage(config: Config, reference: Reference): Page {
  const link = linksFrom(PATH);
  const fed = fedBy(config, 'pi-integrator');
  return {
    path: PATH,
    text: textOf([
      '# PI Integrator for Business Analytics',
      '',
      'For the OT engineer of a site: what to type in, and what to do when something fails.',
      GENERATED,
      '',
      ...settingsChapters(config, fed),
      ...keyChapter(config, link),
      ...checkChapter(
        'Run it on the PI Integrator server, with the access key in the environment, before the first view is published.',
      ),
      ...deniedChapter('pi-integrator', link),
      ...failedChapter(config, 'pi-integrator', link, WHY_NOT_LOST),
      ...keptBackChapter(config, link),
      ...allowedChapter('pi-integrator'),
      ...switchesChapter(),
      ...refusedChapter('pi-integrator', reference, link),
    ]),
  };
}

function settingsChapters(config: Config, fed: readonly Fed[]): string[] {
  const key: Setting[] = [
    {
      name: 'Access key id',
      any: `\`accessKeyId\` of the secret ${code(plantSecretName(ANY, ANY.site))}`,
      of: fed.map(secret),
    },
    { name: 'Secret access key', any: '`secretAccessKey` of the same secret', of: fed.map(() => 'of the same secret') },
  ];
  function secret({ site }: Fed): string {
    return `of ${code(plantSecretName(config, site))}`;
  }
  return [
    ...chapter(
      'S3 target',
      'AVEVA does not publish the names of these fields; take the nearest. Leave storage class, encryption and access list empty.',
      '',
      ...settingsTable(config, fed, [...landingSettings(config, fed, 'pi-integrator'), ...key]),
      'The folder is compared letter by letter: no slash in front, one at the end, and `=` as it stands.',
      '',
      ...fed.flatMap((each) => [`Views of ${each.site}:`, '', ...viewsTable(each)]),
    ),
    ...chapter(
      'Kinesis target',
      'Only where the site has a stream in the configuration. PI Integrator asks which streams there are and in what state its own is, then writes.',
      '',
      ...settingsTable(config, fed, streamSettings(config, fed)),
      'Access key: the same as in the S3 target. Each target keeps a copy of its own, so type a new key into both.',
    ),
  ];
}

function keyChapter({ extraction }: Config, link: Link): string[] {
  const verb = (name: string): string =>
    code(`npm run airlock -- key ${name} --site <site> --environment <environment>`);
  return chapter(
    'The access key',
    'PI Integrator signs with a key that a person types in. The deployment makes it; nobody sends it by mail.',
    '',
    '1. Somebody who may read the secret opens it at the server and types it in from there:',
    `   ${code(`aws secretsmanager get-secret-value --secret-id ${plantSecretName(ANY, ANY.site)} --query SecretString --output text`)}`,
    `2. See which key works and when each was last used: ${verb('status')}`,
    `3. Two weeks before it is ${extraction.keyMaxAgeDays} days old a second key is made, and an alarm asks for it to be typed in`,
    `   (${link('docs/runbooks/key-waiting.md', 'key-waiting')}). Both work. The old one is disabled only when the new one is seen in its place.`,
    `4. To have a new key sooner: ${verb('renew')}`,
    `5. Stolen, or typed where it should not be: ${verb('revoke')}`,
    '   stops every key of the site at once. Then renew, and type in the new one.',
  );
}
