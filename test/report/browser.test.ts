import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { renderReport } from '../../tools/report/render.ts';
import { data, TAG } from './report-data.ts';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const executablePath = [process.env.CHROMIUM_PATH ?? '', ...PLACES].find(existsSync);
const withBrowser = executablePath === undefined ? describe.skip : describe;

/** A second tag, to be chosen, to which nothing happened. */
const CALM = {
  ...TAG,
  tag_id: 'east:Unit 1|Level',
  attribute: 'Level',
  counts: { readings: 4, bad: 0, converted: 0, gold: 4, gaps: 0 },
  readings: TAG.readings.slice(0, 4),
  gold: TAG.gold.slice(0, 4),
};

withBrowser(`in a browser${executablePath ? '' : ' (skipped: no Chromium here; apt-get install chromium)'}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'airlock-report-'));
  const file = join(folder, 'report.html');
  const trouble: string[] = [];
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    writeFileSync(
      file,
      renderReport(data({ trends: [{ dataset: 'reactor_data', tags_in_dataset: 2, tags: [TAG, CALM] }] })),
    );
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
    page = await browser.newPage({ viewport: { width: 1240, height: 1600 } });
    page.on('console', (message) => message.type() === 'error' && trouble.push(message.text()));
    page.on('pageerror', (error) => trouble.push(error.message));
    page.on('request', (request) => request.url().startsWith('file:') || trouble.push(request.url()));
  }, 60_000);
  beforeEach(() => page.goto(pathToFileURL(file).href));
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Points at a moment of the chart, as a part of the whole period. */
  const pointAt = async (part: number): Promise<string> => {
    const box = await page.locator('#chart').boundingBox();
    if (box === null) throw new Error('the chart has no place on the page');
    await page.mouse.move(box.x + 72 + (box.width - 72 - 18) * part, box.y + 80);
    await page.locator('[class^=tip-]').first().waitFor();
    return (await page.locator('[class^=tip-]').allTextContents()).join('\n');
  };
  const axis = (): Promise<string[]> => page.locator('#chart svg text').allTextContents();

  test('the page draws, asks no server, and has nothing to complain of', async () => {
    expect(await page.locator('#chart svg path').count()).toBeGreaterThan(10);
    expect(trouble).toEqual([]);
  });

  test('the pointer on a bad reading shows its reason and what was sent', async () => {
    const tip = await pointAt(4 / 9);
    expect(tip).toContain('I/O Timeout');
    expect(tip).toContain('2026-01-01 00:04:00');
  });

  test('the pointer on a good reading shows its value and no reason', async () => {
    const tip = await pointAt(2 / 9);
    expect(tip).toContain('100.5');
    expect(tip).not.toContain('I/O Timeout');
  });

  test('the chooser shows one tag at a time', async () => {
    const heading = (): Promise<string[]> => page.locator('[data-trend]:visible h3').allInnerTexts();
    expect(await heading()).toEqual(['Pressure']);
    await page.selectOption('#tag', { label: await optionOf('Level') });
    expect(await heading()).toEqual(['Level']);
    expect(await page.locator('#next-bad').isDisabled()).toBe(true);
  });

  test('the next bad stretch is zoomed to, and the whole period comes back', async () => {
    const whole = await axis();
    await page.click('#next-bad');
    expect(await axis()).not.toEqual(whole);
    await page.click('#whole');
    expect(await axis()).toEqual(whole);
  });

  test('a phone needs no scrolling sideways', async () => {
    await page.setViewportSize({ width: 390, height: 800 });
    const hidden = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    expect(hidden).toBe(0);
    await page.setViewportSize({ width: 1240, height: 1600 });
  });

  const optionOf = async (name: string): Promise<string> =>
    (await page.locator('#tag option').allInnerTexts()).find((text) => text.startsWith(name)) ?? '';
});
