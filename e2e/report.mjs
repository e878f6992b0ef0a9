import { faintTexts, program, target, watched } from './browser.mjs';

const WIDE = { width: 1280, height: 900 };
const PHONE = { width: 360, height: 740 };
const folder = target + 'e2e/';

async function written(jobs) {
  const writer = program('io.github.asyncffmpeg.cli.report.WrittenReport', folder + 'report-' + jobs + '.html', jobs, 4);
  const line = await writer.line(/jobs: events/);
  await writer.end();
  return { url: 'file://' + folder + 'report-' + jobs + '.html', line };
}

async function open(context, jobs, size, options) {
  const { url, line } = await written(jobs);
  const watching = await watched(context, size, options);
  await watching.page.goto(url);
  return { ...watching, url, line };
}

export const reportChecks = [
  ['the report has every part, says nothing, and calls nobody', async (context, assert) => {
    const { page, said, called, url } = await open(context, 12, WIDE);
    assert.equal(await page.locator('h1').innerText(), 'holiday.yaml');
    assert.equal(await page.locator('.figures dt').count(), 5);
    assert.equal(await page.locator('.failure').count(), 2);
    assert.equal(await page.locator('.slots li').count(), 4);
    assert.equal(await page.locator('.bars rect').count(), 13, 'eleven jobs ran, two of them twice');
    assert.equal(await page.locator('.bars rect.retried').count(), 2);
    assert.equal(await page.locator('tbody tr').count(), 12);
    assert.equal(await page.locator('tbody .spark').count(), 11);
    assert.equal(await page.title(), 'holiday.yaml: 12 jobs, 2 went wrong');
    assert.equal(await page.locator('#all img').count(), 0, 'no name became an image');
    await page.screenshot({ path: folder + 'report-light.png', fullPage: true });
    assert.deepEqual(said, []);
    assert.deepEqual([...new Set(called)], [url]);
  }],
  ['the report sorts and filters its table', async (context, assert) => {
    const { page, said } = await open(context, 12, WIDE);
    const names = () => page.locator('tbody tr:not([hidden]) .job').allInnerTexts();
    const before = await names();
    await page.getByRole('button', { name: 'Took' }).click();
    assert.equal(await page.locator('[aria-sort=descending]').innerText(), 'Took');
    const longestFirst = await names();
    assert.notDeepEqual(longestFirst, before);
    await page.getByRole('button', { name: 'Took' }).click();
    assert.equal((await names()).at(-1), 'holiday-0008', 'what is not known comes last');
    await page.getByRole('searchbox').fill('timed');
    assert.deepEqual(await names(), ['holiday-0010']);
    assert.deepEqual(said, []);
  }],
  ['the report tells everything of a job, and copies its command', async (context, assert) => {
    const { page, said, called, url } = await open(context, 12, WIDE);
    await page.locator('tbody tr').nth(9).getByRole('button').click();
    const dialog = page.getByRole('dialog');
    assert.equal(await dialog.locator('h2').innerText(), 'holiday-0009');
    assert.match(await dialog.innerText(), /moov atom not found[^]*\\x1b\[31mError/);
    assert.equal(await dialog.locator('.chart path').count(), 2);
    assert.ok(await dialog.locator('img').evaluate((image) => image.decode().then(() => image.naturalWidth > 0)), 'a picture');
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await dialog.getByRole('button', { name: 'Copy' }).click();
    await dialog.getByRole('button', { name: 'Copied' }).waitFor();
    assert.match(await page.evaluate(() => navigator.clipboard.readText()), /^cd \/videos && \/usr\/bin\/ffmpeg -i \/videos/);
    assert.deepEqual(await page.evaluate(faintTexts), []);
    await page.screenshot({ path: folder + 'report-details.png' });
    await page.keyboard.press('Escape');
    assert.equal(await dialog.isVisible(), false);
    await page.locator('.bars rect.retried').first().click();
    assert.match(await dialog.innerText(), /Attempts\s+slot 1[^]*no room left/);
    assert.deepEqual(said, []);
    assert.deepEqual([...new Set(called.filter((one) => !one.startsWith('data:')))], [url]);
  }],
  ['the report is dark where that is wished, and can be read in both', async (context, assert) => {
    for (const dark of [false, true]) {
      const { page } = await open(context, 60, WIDE, { dark });
      const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      assert.equal(paper, dark ? 'rgb(23, 24, 22)' : 'rgb(251, 250, 247)');
      assert.deepEqual(await page.evaluate(faintTexts), []);
      if (dark) await page.screenshot({ path: folder + 'report-dark.png', fullPage: true });
      await page.close();
    }
  }],
  ['the report fits a phone and paper', async (context, assert) => {
    const { page } = await open(context, 12, PHONE);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), PHONE.width);
    await page.screenshot({ path: folder + 'report-phone.png', fullPage: true });
    await page.locator('tbody tr').nth(3).getByRole('button').click();
    assert.ok(await page.getByRole('dialog').evaluate((dialog) => dialog.scrollWidth <= dialog.clientWidth), 'no sideways');
    await page.screenshot({ path: folder + 'report-phone-details.png' });
    await page.keyboard.press('Escape');
    await page.setViewportSize({ width: 794, height: 1123 });
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), 'rgb(255, 255, 255)');
    await page.screenshot({ path: folder + 'report-print.png', fullPage: true });
  }],
  ['the report can be read without its script', async (context, assert) => {
    const { url } = await written(12);
    const session = await context.newPage();
    const control = await context.newCDPSession(session);
    await control.send('Emulation.setScriptExecutionDisabled', { value: true });
    await session.goto(url);
    assert.equal(await session.locator('tbody tr').count(), 12);
    await session.locator('.failure summary', { hasText: 'Command' }).first().click();
    assert.ok(await session.locator('.failure .command pre').first().isVisible());
  }],
  ['the report of 2,000 jobs opens', async (context, assert) => {
    const { page, said, line } = await open(context, 2000, WIDE);
    assert.equal(await page.locator('tbody tr').count(), 2000);
    const load = await page.evaluate(() => performance.getEntriesByType('navigation')[0].loadEventEnd);
    const sort = await page.evaluate(() => {
      const begin = performance.now();
      document.querySelector('[data-sort=took]').click();
      document.body.getBoundingClientRect();
      return performance.now() - begin;
    });
    await page.screenshot({ path: folder + 'report-2000.png' });
    await page.locator('#time').scrollIntoViewIfNeeded();
    await page.screenshot({ path: folder + 'report-2000-time.png' });
    assert.deepEqual(said, []);
    assert.ok(load < 15_000);
    return line + '; loaded in ' + Math.round(load) + ' ms, sorted in ' + Math.round(sort) + ' ms';
  }],
];
