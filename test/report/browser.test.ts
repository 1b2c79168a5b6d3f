import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { chromiumPath } from '../../tools/report/chromium.ts';
import { renderReport } from '../../tools/report/render.ts';
import { data, TAG } from './report-data.ts';

const WIDE = { width: 1240, height: 1600 };
const executablePath = chromiumPath();
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
    page = await browser.newPage({ viewport: WIDE });
    page.on('console', (message) => message.type() === 'error' && trouble.push(message.text()));
    page.on('pageerror', (error) => trouble.push(error.message));
    page.on('request', (request) => request.url().startsWith('file:') || trouble.push(request.url()));
  }, 60_000);
  beforeEach(async () => {
    await page.setViewportSize(WIDE);
    await page.emulateMedia({ media: 'screen', colorScheme: 'light', reducedMotion: 'reduce' });
    await page.goto(pathToFileURL(file).href);
    await redrawn();
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Points at a moment of the chart, as a part of the whole period. */
  const pointAt = async (part: number): Promise<string> => {
    await page.locator('#chart').scrollIntoViewIfNeeded();
    const box = await page.locator('#chart').boundingBox();
    if (box === null) throw new Error('the chart has no place on the page');
    await page.mouse.move(box.x + 72 + (box.width - 72 - 18) * part, box.y + 80);
    await page.locator('[class^=tip-]').first().waitFor();
    return (await page.locator('[class^=tip-]').allTextContents()).join('\n');
  };
  /** The chart draws in the frame after the one in which it was told to. */
  const redrawn = (): Promise<unknown> =>
    page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
  const axis = async (): Promise<string[]> => {
    await redrawn();
    return page.locator('#chart svg text').allTextContents();
  };

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

  test('the pointer on a gap shows why gold has no value', async () => {
    expect(await pointAt(4.4 / 9)).toContain('Gold: no value, the last reading is bad');
  });

  test.each([390, 400, 718])('a screen %i pixels wide needs no scrolling sideways', async (width) => {
    await page.setViewportSize({ width, height: 800 });
    await redrawn();
    const hidden = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    expect(hidden).toBe(0);
  });

  test('on a phone the three parts of the flow stand below each other', async () => {
    await page.setViewportSize({ width: 400, height: 800 });
    const places = await page
      .locator('.flow-picture')
      .evaluateAll((all) => all.map((each) => each.getBoundingClientRect()));
    expect(new Set(places.map(({ x }) => x)).size).toBe(1);
    expect(places.map(({ y }) => y)).toEqual([...places.map(({ y }) => y)].sort((a, b) => a - b));
  });

  test.each(['light', 'dark'] as const)('the flow can be read in the %s scheme', async (colorScheme) => {
    await page.emulateMedia({ colorScheme });
    expect(await contrast('.flow-name')).toBeGreaterThan(7);
    expect(await contrast('.flow-note')).toBeGreaterThan(4.5);
    expect(trouble).toEqual([]);
  });

  test('paper is white, and leaves out what only a screen can do', async () => {
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await colourOf('.flow-name', 'fill')).toEqual([27, 36, 48]);
    expect(await page.locator('nav').isVisible()).toBe(false);
    expect(await page.locator('.flow-picture').first().isVisible()).toBe(true);
  });

  test('the trend is drawn for the width of paper, and for the screen again', async () => {
    const width = (): Promise<number> =>
      page.locator('#chart svg').evaluate((svg) => svg.getBoundingClientRect().width);
    const before = await width();
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    expect(await width()).toBe(600);
    await page.evaluate("dispatchEvent(new Event('afterprint'))");
    expect(await width()).toBe(before);
  });

  /** Red, green and blue of a part of the page. */
  const colourOf = async (selector: string, property: string): Promise<number[]> => {
    const text = await page.evaluate<string>(`getComputedStyle(document.querySelector('${selector}')).${property}`);
    return [...text.matchAll(/\d+/g)].slice(0, 3).map(Number);
  };

  /** Contrast of a text of the picture with the card below it, as WCAG reckons. */
  const contrast = async (selector: string): Promise<number> => {
    const colours = [await colourOf(selector, 'fill'), await colourOf('#flow', 'backgroundColor')];
    const [low = 0, high = 0] = colours.map(luminance).sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };

  const optionOf = async (name: string): Promise<string> =>
    (await page.locator('#tag option').allInnerTexts()).find((text) => text.startsWith(name)) ?? '';
});

function luminance(colour: readonly number[]): number {
  const [red = 0, green = 0, blue = 0] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
