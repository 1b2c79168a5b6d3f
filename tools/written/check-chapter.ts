import { chapter } from './markdown.ts';

/** The chapter on trying all of it from the plant, `how` to run it there and with which `flags`. */
export function checkChapter(how: string, flags = ''): string[] {
  return chapter(
    'Run the check',
    how,
    'It is one file, `extraction/plant_check.py`, and needs Python 3.10 and boto3 1.41 or newer. The cloud team makes its settings, which hold no secret:',
    '`npm run airlock -- plant-check --site <site> --print-settings <environment> > plant-check.json`.',
    '',
    'It puts a probe, tries what must be refused, and ends with a verdict:',
    '',
    '```',
    `python plant_check.py --settings plant-check.json${flags}`,
    '```',
    '',
    '| Exit code | Means |',
    '| --- | --- |',
    '| 0 | All is as promised. |',
    '| 1 | Something was open that must be shut, or shut that must be open. Send the table to the cloud team, and do not start the feeder. |',
    '| 2 | It could not tell, and says why. |',
    '',
    'Tell the cloud team before: what it tries raises the alarm `plant-refused`. On a laptop the same check runs against the local cloud:',
    '`npm run airlock -- plant-check --site <site>`.',
  );
}
