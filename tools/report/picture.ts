/** Makes the README's picture: `node --import tsx tools/report/picture.ts [report.html] [picture.png]`. */
import { resolve } from 'node:path';
import { argv } from 'node:process';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { chromiumPath } from './chromium.ts';

const WIDTH = 1240;
/** The parts of the page that say most to one who has a minute. */
const SHOWN = '#verdict, #flow, #trend';

const [, , page = 'out/demo/report.html', picture = 'docs/images/report.png'] = argv;

const executablePath = chromiumPath();
if (executablePath === undefined) {
  throw new Error('got no Chromium, wanted one to draw the page: apt-get install chromium, or set CHROMIUM_PATH');
}
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
try {
  const tab = await browser.newPage({ viewport: { width: WIDTH, height: 1600 }, colorScheme: 'light' });
  await tab.goto(pathToFileURL(resolve(page)).href);
  if ((await tab.locator(SHOWN).count()) !== 3) throw new Error(`${page}: got no report, wanted one with ${SHOWN}`);
  await tab.addStyleTag({ content: `section:not(${SHOWN}), footer { display: none }` });
  await tab.locator('body').screenshot({ path: picture });
} finally {
  await browser.close();
}
