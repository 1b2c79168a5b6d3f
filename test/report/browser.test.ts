import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { chromiumPath } from '../../tools/report/chromium.ts';
import { trendScript } from '../../tools/report/trend-files.ts';
import { TREND_FOLDER } from '../../tools/report/trend-place.ts';
import { writeReport } from '../../tools/report/write-report.ts';
import { data, POINTS, QUALITY, TAG } from './report-data.ts';
import { PROOF, TABLE } from './stage-data.ts';

const WIDE = { width: 1280, height: 1000 };
const executablePath = chromiumPath();
const withBrowser = executablePath === undefined ? describe.skip : describe;

/** A second tag, to be chosen, to which nothing happened. */
const CALM = { ...TAG, tag_id: 'east:Unit 1|Level', attribute: 'Level', points: 'reactor_data-1' };
const CALM_POINTS = { readings: POINTS.readings.slice(0, 4), gold: POINTS.gold.slice(0, 4) };
/** A tag whose points are not beside the page. */
const LOST = { ...CALM, attribute: 'Lost', points: 'reactor_data-2' };
/** More than a box shows at once. */
const MANY = Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`a plant reads nothing of place ${at}`, 1]));
const TAGS = ['Flow', 'Level', 'Pressure'].map((attribute, place) => ({ ...QUALITY, attribute, bad: 9 - place }));

withBrowser(`in a browser${executablePath ? '' : ' (skipped: no Chromium here; apt-get install chromium)'}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'airlock-report-'));
  const file = join(folder, 'report.html');
  let trouble: string[] = [];
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    const facts = data({
      tags: TAGS,
      trends: [{ dataset: 'reactor_data', tags: [TAG, CALM, LOST] }],
      catalogue: [{ ...TABLE, table: `bronze_${'east_chemicals_'.repeat(6)}reactor` }],
      proof: { ...PROOF, asked: MANY },
    });
    writeReport(folder, facts);
    mkdirSync(join(folder, TREND_FOLDER));
    for (const [tag, points] of [
      [TAG, POINTS],
      [CALM, CALM_POINTS],
    ] as const)
      writeFileSync(join(folder, TREND_FOLDER, `${tag.points}.js`), trendScript(tag, points));
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
    page = await browser.newPage({ viewport: WIDE });
    page.setDefaultTimeout(20_000);
    page.on('console', (message) => message.type() === 'error' && trouble.push(message.text()));
    page.on('pageerror', (error) => trouble.push(error.message));
    page.on('request', (request) => request.url().startsWith('file:') || trouble.push(request.url()));
  }, 60_000);
  beforeEach(async () => {
    trouble = [];
    await page.setViewportSize(WIDE);
    await page.emulateMedia({ media: 'screen', colorScheme: 'light', reducedMotion: 'reduce' });
    await page.goto('about:blank');
    await page.goto(pathToFileURL(file).href);
    await page.locator('#chart canvas').waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Points at a moment of the chart, as a part of the whole period, and reads what is said of it. */
  const pointAt = async (part: number): Promise<string> => {
    await page.locator('#chart').scrollIntoViewIfNeeded();
    const box = await page.locator('#chart .u-over').boundingBox();
    if (box === null) throw new Error('the chart has no place on the page');
    await page.mouse.move(box.x + box.width * part, box.y + 80);
    await page.locator('[class^=tip-]').first().waitFor();
    return (await page.locator('[class^=tip-]').allTextContents()).join('\n');
  };
  const period = (): Promise<string | null> => page.locator('#period').textContent();
  /** Colours that a drawing is made of. */
  const inks = (): Promise<number> =>
    page.locator('#chart canvas').evaluate((canvas) => {
      const { data: pixels } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      return new Set(new Uint32Array(pixels.buffer)).size;
    });
  const rows = (): Promise<string[]> => page.locator('#all-tags tbody tr:visible th').allInnerTexts();
  const names = async (): Promise<string[]> => (await rows()).map((text) => text.split('\n')[0] ?? '');

  test('the page draws, asks no other host, and has nothing to complain of', async () => {
    expect(await inks()).toBeGreaterThan(20);
    expect(trouble).toEqual([]);
  });

  test('the pointer on a bad reading tells its reason and what was sent', async () => {
    const tip = await pointAt(4 / 9);
    expect(tip).toContain('I/O Timeout');
    expect(tip).toContain('2026-01-01 00:04:00');
  });

  test('the pointer on a good reading tells its value and no reason', async () => {
    const tip = await pointAt(2 / 9);
    expect(tip).toContain('100.5');
    expect(tip).not.toContain('I/O Timeout');
  });

  test('the pointer on a gap tells why gold has no value', async () => {
    expect(await pointAt(4.4 / 9)).toContain('Gold: no value, the last reading is bad');
  });

  test('what happened to a tag stands below it in words', async () => {
    const table = (await page.locator('#happenings tbody tr').allInnerTexts()).map((text) =>
      text.trim().replace(/\s+/g, ' '),
    );
    expect(table).toEqual([
      'Bad readings 2026-01-01 00:04:00 UTC 2026-01-01 00:05:00 UTC 1 System state “I/O Timeout” “E/A-Zeitüberschreitung”',
      'Gap in gold 2026-01-01 00:04:00 UTC 2026-01-01 00:05:00 UTC the last reading is bad',
      'Sent in another unit 2026-01-01 00:07:00 UTC the end bar converted to kPa',
    ]);
  });

  test('a tag is drawn when it is asked for, and its points are not read before', async () => {
    const asked: string[] = [];
    const note = (request: { url: () => string }): unknown => asked.push(request.url().split('/').at(-1) ?? '');
    page.on('request', note);
    await page.selectOption('#tag', 'reactor_data-1');
    await page.locator('#tag-id', { hasText: /Level$/ }).waitFor();
    page.off('request', note);
    expect(asked).toEqual(['reactor_data-1.js']);
    expect(await page.locator('#next-bad').isDisabled()).toBe(true);
    expect(await page.locator('#happenings .hint').textContent()).toContain('Nothing happened to this tag');
  });

  test('the table of all tags leads to the trend of each', async () => {
    await page.locator('#all-columns a').nth(1).click();
    await page.locator('#tag-id', { hasText: /Level$/ }).waitFor();
    expect(await page.locator('#tag').inputValue()).toBe('reactor_data-1');
  });

  test('a tag whose points are not beside the page says so', async () => {
    await page.selectOption('#tag', 'reactor_data-2');
    await page.locator('#trend-trouble').waitFor();
    expect(await page.locator('#trend-trouble').textContent()).toContain('report-data/reactor_data-2.js');
  });

  test('the next bad stretch is gone to, and the whole period comes back', async () => {
    const whole = await period();
    await page.click('#next-bad');
    expect(await period()).not.toBe(whole);
    expect(await page.locator('#readout').textContent()).toMatch(
      /^2026-01-01 00:0(3:5|4:0)\d UTC.*Bad reading at 2026-01-01 00:04:00/,
    );
    await page.click('#whole');
    expect(await period()).toBe(whole);
  });

  test('the keyboard goes from reading to reading, closer and back', async () => {
    const whole = await period();
    await page.locator('#chart').focus();
    await page.keyboard.press('ArrowRight');
    const first = await page.locator('#readout').textContent();
    await page.keyboard.press('ArrowRight');
    expect(await page.locator('#readout').textContent()).not.toBe(first);
    await page.keyboard.press('+');
    expect(await period()).not.toBe(whole);
    await page.keyboard.press('Home');
    expect(await period()).toBe(whole);
  });

  test('tags are found by any of their words', async () => {
    await page.fill('#all-tags-search', 'unit press');
    expect(await names()).toEqual(['Pressure']);
    expect(await page.locator('#all-tags [data-shown]').textContent()).toBe('1 of 3 shown');
  });

  test('tags are sorted up and down, by number where it is one', async () => {
    expect(await names()).toEqual(['Flow', 'Level', 'Pressure']);
    const press = (name: string): Promise<void> => page.click(`#all-tags thead button:text-is("${name}")`);
    await press('Bad');
    expect(await names()).toEqual(['Pressure', 'Level', 'Flow']);
    await press('Tag');
    await press('Tag');
    expect(await names()).toEqual(['Pressure', 'Level', 'Flow']);
    expect(await page.locator('#all-tags th[aria-sort]').getAttribute('aria-sort')).toBe('descending');
  });

  /** The page tells its chart of its size in the frame after it has one. */
  async function resized(width: number, height: number): Promise<void> {
    await page.setViewportSize({ width, height });
    await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
  }

  test.each([390, 768, 1280])(
    'a screen %i pixels wide shows every part and needs no scrolling sideways',
    async (width) => {
      await resized(width, 800);
      const hidden = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
      expect(hidden).toBe(0);
      const parts = await page
        .locator('section, article.role')
        .evaluateAll((all) => all.map((each) => [each.id, each.clientHeight]));
      expect(parts.length).toBeGreaterThan(20);
      expect(parts.filter(([, height]) => Number(height) === 0)).toEqual([]);
    },
  );

  test('paper of A4 holds every part in its width', async () => {
    await resized(720, 1000);
    await page.emulateMedia({ media: 'print' });
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(720);
  });

  test('on a phone the three parts of the flow stand below each other', async () => {
    await resized(390, 800);
    const places = await page
      .locator('.flow-picture')
      .evaluateAll((all) => all.map((each) => each.getBoundingClientRect()));
    expect(new Set(places.map(({ x }) => x)).size).toBe(1);
    expect(places.map(({ y }) => y)).toEqual([...places.map(({ y }) => y)].sort((a, b) => a - b));
  });

  test.each(['light', 'dark'] as const)('text can be read in the %s scheme', async (colorScheme) => {
    await page.emulateMedia({ colorScheme });
    expect(await contrast('.flow-name', 'fill')).toBeGreaterThan(7);
    const texts = ['.flow-note', '.hint', '.intro', '.role-head a', '.place', '.kept', '.answers dt', 'thead button'];
    const low: [string, number][] = [];
    for (const selector of texts) {
      const found = await contrast(selector, selector === '.flow-note' ? 'fill' : 'color');
      if (found < 4.5) low.push([selector, found]);
    }
    expect(low).toEqual([]);
    expect(trouble).toEqual([]);
  });

  test('whatever can be pressed or scrolled is reached by the keyboard and has a name', async () => {
    const nameless = await page
      .locator('a, button, select, input, [tabindex="0"]')
      .evaluateAll((all) =>
        all
          .filter(
            (each) =>
              each.tabIndex < 0 ||
              !(
                each.ariaLabel ||
                each.labels?.length ||
                each.textContent.trim() ||
                each.closest('details:not([open])')
              ),
          )
          .map((each) => each.outerHTML.slice(0, 80)),
      );
    expect(nameless).toEqual([]);
    const unreachable = await page
      .locator('.scroll, pre')
      .evaluateAll((all) => all.filter((each) => each.tabIndex !== 0).map((each) => each.outerHTML.slice(0, 80)));
    expect(unreachable).toEqual([]);
  });

  test('nothing is told by colour alone', async () => {
    const told = await page
      .locator('.kept, .broken, .unproven, .swatch, .line, .triangle')
      .evaluateAll((all) => all.filter((each) => !each.parentElement.textContent.trim()).map((each) => each.outerHTML));
    expect(told).toEqual([]);
  });

  test('paper is white, shows every tag, and leaves out what only a screen can do', async () => {
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await colourOf('.flow-name', 'fill')).toEqual([27, 36, 48]);
    expect(await page.locator('nav:visible, .controls:visible, #readout:visible').count()).toBe(0);
    expect(await page.locator('.flow-picture').first().isVisible()).toBe(true);
    const hidden = await page
      .locator('.tall')
      .evaluateAll((all) => all.map((box) => box.scrollHeight - box.clientHeight));
    expect(hidden).toEqual([0, 0, 0]);
  });

  test('the trend is drawn for the width of paper, and for the screen again', async () => {
    const width = (): Promise<number> =>
      page.locator('#chart canvas').evaluate((canvas) => Math.round(canvas.getBoundingClientRect().width));
    const before = await width();
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    expect(await width()).toBe(600);
    await page.evaluate("dispatchEvent(new Event('afterprint'))");
    expect(await width()).toBe(before);
  });

  /** Red, green and blue of a part of the page. */
  const colourOf = async (selector: string, property: string): Promise<number[]> => {
    const text = await page.evaluate<string>(`getComputedStyle(document.querySelector('${selector}')).${property}`);
    return channels(text);
  };

  /** Contrast of a text with what lies below it, as WCAG reckons. */
  const contrast = async (selector: string, property: string): Promise<number> => {
    const below = await page.evaluate<string>(`(() => {
      for (let each = document.querySelector('${selector}'); each; each = each.parentElement) {
        const colour = getComputedStyle(each).backgroundColor;
        if (!colour.endsWith(', 0)')) return colour;
      }
      return 'rgb(255, 255, 255)';
    })()`);
    const colours = [await colourOf(selector, property), channels(below)];
    const [low = 0, high = 0] = colours.map(luminance).sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
});

function channels(colour: string): number[] {
  return [...colour.matchAll(/\d+/g)].slice(0, 3).map(Number);
}

function luminance(colour: readonly number[]): number {
  const [red = 0, green = 0, blue = 0] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
