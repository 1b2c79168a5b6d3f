import type { Config } from '../../lib/config/config.ts';
import { MANIFEST_SUFFIX } from '../../lib/contract/index.ts';
import type { Reference } from '../../packages/iam-proof/reference/reference.ts';
import { ANY } from './any-site.ts';
import { checkChapter } from './check-chapter.ts';
import { deniedChapter, failedChapter, keptBackChapter } from './errors/chapters.ts';
import { chapter, GENERATED, type Link, linksFrom, type Page, textOf } from './markdown.ts';
import { landingSettings, settingsTable, streamSettings, viewFolder } from './settings/places.ts';
import { signInChapter } from './settings/sign-in.ts';
import { fedBy } from './settings/sites.ts';
import { viewsTable } from './settings/views.ts';
import { allowedChapter, refusedChapter } from './verbs/chapters.ts';

const PATH = 'docs/feeders/sender.md';

const WHY_NOT_LOST = [
  'A sender keeps what was not answered with success, and puts it again. If its disk is full it stops reading, for PI keeps its history. On this rests each “no”',
  'in the last column. A reading that comes twice is counted once.',
];

/** For whoever runs a sender in the plant. */
export function senderPage(config: Config, reference: Reference): Page {
  const link = linksFrom(PATH);
  const fed = fedBy(config, 'sender');
  return {
    path: PATH,
    text: textOf([
      '# Sender',
      '',
      'For whoever runs a program in the plant that reads PI and puts files or records. Any program that keeps to this page is a sender.',
      GENERATED,
      '',
      ...chapter(
        'Where data goes',
        ...settingsTable(config, fed, [
          ...landingSettings(config, fed, 'sender'),
          ...streamSettings(config, fed).slice(1),
        ]),
        ...fed.flatMap((each) => [`Views of ${each.site}:`, '', ...viewsTable(each)]),
      ),
      ...signInChapter(config, fed, link),
      ...putChapter(link),
      ...checkChapter('Run it on the machine that will send, with the profile above.', ' --profile airlock'),
      ...deniedChapter('sender', link),
      ...failedChapter(config, 'sender', link, WHY_NOT_LOST),
      ...keptBackChapter(config, link),
      ...allowedChapter('sender'),
      ...refusedChapter('sender', reference, link),
    ]),
  };
}

function putChapter(link: Link): string[] {
  const key = `${viewFolder(ANY.site, { profile: 'sender' }, '<view>')}<name>.parquet`;
  return chapter(
    'How it must put',
    'A put without `If-None-Match` is refused, so that a sender, or whoever stole its session, can overwrite nothing. Each file has a name of its own.',
    '',
    '```python',
    `s3.put_object(Bucket=bucket, Key='${key}', Body=data, IfNoneMatch='*')`,
    '```',
    '',
    "In parts: `create_multipart_upload` and `upload_part` without it, `complete_multipart_upload` with `IfNoneMatch='*'`.",
    `First the data, then its manifest \`<name>.parquet${MANIFEST_SUFFIX}\`, which says what the data holds (${link('contract/manifest.schema.json', 'schema')});`,
    'a manifest that is late or missing is no error.',
    '',
    'Into a stream: one reading a record, as JSON; look at `FailedRecordCount` of each answer and send those again that failed.',
  );
}
