/** Makes the README's picture and, beside it, one for each reader: `node --import tsx tools/report/picture.ts [report.html] [picture.png]`. */
import { resolve } from 'node:path';
import { argv } from 'node:process';
import { pathToFileURL } from 'node:url';
import { chromium, type Page } from 'playwright-core';
import { chromiumPath } from './chromium.ts';

const WIDTH = 1040;

/** What each picture shows of the page, by the end of its name: for the README what says most to one who has a minute, else what a reader sees first. */
const PICTURES: Readonly<Record<string, readonly string[]>> = {
  '': ['#verdict', '#flow', '#trend'],
  '-plant-manager': ['#plant-manager .role-head', '#tags'],
  '-security-officer': ['#security-officer .role-head', '#promises'],
  '-data-scientist': ['#data-scientist .role-head', '#reading'],
  '-operator': ['#operator .role-head', '#alarms', '#machine'],
};
/** Too much for a picture. */
const SMALL_PRINT =
  '#flow :is(.intro, .unit-notes, .hint, details), #trend :is(.intro, .controls + .controls, #readout, #happenings, .objects, .u-cursor-x, .u-cursor-pt), .how-to-read';
/** Whatever stands between the parts. */
const REST = 'header, footer, .readers, .role-head, main section';

const [, , page = 'out/demo/report.html', picture = 'docs/images/report.png'] = argv;

const executablePath = chromiumPath();
if (executablePath === undefined) {
  throw new Error('got no Chromium, wanted one to draw the page: apt-get install chromium, or set CHROMIUM_PATH');
}
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
try {
  for (const [name, shown] of Object.entries(PICTURES)) {
    const tab = await browser.newPage({ viewport: { width: WIDTH, height: 1600 }, colorScheme: 'light' });
    await tab.goto(pathToFileURL(resolve(page)).href);
    const selector = (name === '' ? ['header', ...shown] : shown).join(', ');
    const found = await tab.locator(shown.join(', ')).count();
    if (found !== shown.length) throw new Error(`${page}: got ${found} parts, wanted ${shown.join(', ')}`);
    await tab.locator('#chart canvas').waitFor({ state: 'attached' });
    if (shown.includes('#trend')) await showOutage(tab);
    await tab.addStyleTag({
      content: `:is(${REST}):not(${selector}), ${SMALL_PRINT} { display: none } .role { margin-top: 0 } main { padding-block: 20px 8px }`,
    });
    await tab.locator('body').screenshot({ path: picture.replace(/(\.png)?$/, `${name}.png`) });
    await tab.close();
  }
} finally {
  await browser.close();
}

/** What a bad stretch looks like, with what is around it. */
async function showOutage(tab: Page): Promise<void> {
  await tab.click('#next-bad');
  await tab.click('#wider');
}
