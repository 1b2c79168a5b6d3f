/** Makes the README's picture: `node --import tsx tools/report/picture.ts [report.html] [picture.png]`. */
import { resolve } from 'node:path';
import { argv } from 'node:process';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { chromiumPath } from './chromium.ts';

const WIDTH = 1240;
/** Parts of the page, from its top on, that the picture shows. */
const LAST_PART = '#trend';
const MARGIN = 22;

const [, , page = 'out/demo/report.html', picture = 'docs/images/report.png'] = argv;

const executablePath = chromiumPath();
if (executablePath === undefined) {
  throw new Error('got no Chromium, wanted one to draw the page: apt-get install chromium, or set CHROMIUM_PATH');
}
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
try {
  const tab = await browser.newPage({ viewport: { width: WIDTH, height: 1600 }, colorScheme: 'light' });
  await tab.goto(pathToFileURL(resolve(page)).href);
  const last = await tab.locator(LAST_PART).boundingBox();
  if (last === null) throw new Error(`${page}: got no ${LAST_PART}, wanted a report`);
  const height = Math.ceil(last.y + last.height + MARGIN);
  await tab.screenshot({ path: picture, fullPage: true, clip: { x: 0, y: 0, width: WIDTH, height } });
} finally {
  await browser.close();
}
