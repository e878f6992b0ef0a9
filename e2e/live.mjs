import { faintTexts, program, target, watched, wire } from './browser.mjs';

const WIDE = { width: 1100, height: 900 };
const PHONE = { width: 360, height: 740 };
const folder = target + 'e2e/';

async function played(jobs, slots, pace) {
  const batch = program('io.github.asyncffmpeg.cli.web.PlayedBatch', jobs, slots, pace, 0);
  batch.url = await batch.line(/^http:/);
  return batch;
}

export const liveChecks = [
  ['the live page shows what runs, and its buttons stop it', async (context, assert) => {
    const batch = await played(40, 3, 3);
    const { page, said, called } = await watched(context, WIDE);
    await page.goto(batch.url);
    await page.locator('#running li').nth(2).waitFor();
    assert.equal(await page.locator('h1').innerText(), 'holiday.yaml');
    await page.locator('#connection.live').waitFor();
    await page.waitForFunction(() => [...document.querySelectorAll('#running .percent')].some((one) => parseInt(one.textContent) > 20));
    await page.waitForFunction(() => Number(document.getElementById('total').getAttribute('aria-valuenow')) > 0);
    await page.screenshot({ path: folder + 'live-light.png', fullPage: true });
    assert.deepEqual(await page.evaluate(faintTexts), []);

    const card = page.locator('#running li').last();
    const name = await card.locator('.name').innerText();
    await card.getByRole('button').click();
    const asked = await batch.line(/^asked: stop job/);
    assert.ok(name.includes('onerror') || asked.includes(name), asked + ' is ' + name);
    await page.locator('[data-list=other]').click();
    await page.locator('#list li', { hasText: 'stopped' }).first().waitFor();

    await page.locator('#stop').click();
    assert.equal(await page.locator('#stop').innerText(), 'Really stop all?');
    assert.ok(!batch.lines.includes('asked: stop'), 'asks first');
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      assert.deepEqual(await page.evaluate(faintTexts), [], colorScheme);
      await page.screenshot({ path: folder + 'live-sure-' + colorScheme + '.png' });
    }
    await page.emulateMedia({ colorScheme: 'light' });
    await page.locator('#stop').click();
    await batch.line(/^asked: stop$/);
    await page.locator('#notice', { hasText: 'Stopping (the live page)' }).waitFor();

    batch.say('end');
    await page.locator('#notice', { hasText: 'All jobs are over' }).waitFor();
    await page.locator('[data-list=wrong]').click();
    await page.locator('#list details summary').first().click();
    await page.locator('#list pre', { hasText: 'moov atom not found' }).first().waitFor();
    for (const colorScheme of ['dark', 'light']) {
      await page.emulateMedia({ colorScheme });
      assert.deepEqual(await page.evaluate(faintTexts), [], 'over, ' + colorScheme);
      await page.screenshot({ path: folder + 'live-end-' + colorScheme + '.png', fullPage: true });
    }
    batch.say('close');
    await page.locator('#connection', { hasText: 'the program has ended' }).waitFor();
    await batch.end();
    assert.ok(batch.lines.includes('closed'));
    assert.deepEqual(said, []);
    const origin = new URL(batch.url).origin;
    assert.deepEqual(called.filter((one) => !one.startsWith(origin) && !one.startsWith('data:')), []);
    assert.ok(!(await page.title()).includes('owned'));
  }],
  ['the live page comes again where it was when its connection breaks', async (context, assert) => {
    const batch = await played(40, 3, 3);
    const between = await wire(new URL(batch.url).port);
    const { page, said } = await watched(context, WIDE);
    const ids = [];
    page.on('request', async (request) => {
      if (request.url().endsWith('/events')) ids.push((await request.allHeaders())['last-event-id']);
    });
    await page.goto(batch.url.replace(/:\d+\//, ':' + between.port + '/'));
    await page.locator('#running li').nth(2).waitFor();
    assert.deepEqual(said, []);
    between.cut();
    await page.locator('#connection.lost').waitFor();
    assert.ok(await page.locator('#stop').isDisabled());
    between.mend();
    await page.locator('#connection.live').waitFor();
    assert.equal(await page.locator('#running li').count() > 0, true);
    batch.say('end');
    await page.locator('#notice', { hasText: 'All jobs are over' }).waitFor();
    assert.match(await page.locator('#summary').innerText(), /^40 of 40 jobs over/);
    assert.ok(ids.length > 1 && Number(ids.at(-1)) > 0, 'says what it has seen: ' + ids);
    between.close();
    await batch.end();
  }],
  ['the live page fits a phone in the dark', async (context, assert) => {
    const batch = await played(40, 3, 6);
    const { page } = await watched(context, PHONE, { dark: true });
    await page.goto(batch.url);
    await page.locator('#running li').nth(2).waitFor();
    await page.locator('[data-list=wrong] b', { hasText: /[1-9]/ }).waitFor();
    await page.locator('#list li').first().waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), PHONE.width);
    assert.deepEqual(await page.evaluate(faintTexts), []);
    await page.screenshot({ path: folder + 'live-phone.png', fullPage: true });
    await batch.end();
  }],
  ['nobody without the token sees the live page', async (context, assert) => {
    const batch = await played(4, 2, 1);
    const { page } = await watched(context, WIDE);
    const statuses = [];
    page.on('response', (response) => statuses.push(response.status()));
    await page.goto(new URL(batch.url).origin + '/').catch(() => {}); // an empty 403 is an error to Chromium
    assert.equal(statuses[0], 403);
    await batch.end();
  }],
  ['the live page follows 2,000 jobs without a freeze', async (context, assert) => {
    const batch = await played(2000, 8, 200);
    const { page, said } = await watched(context, WIDE);
    const control = await context.newCDPSession(page);
    await control.send('Performance.enable');
    await page.addInitScript(() => {
      window.longest = 0;
      new PerformanceObserver((list) => {
        for (const task of list.getEntries()) window.longest = Math.max(window.longest, task.duration);
      }).observe({ type: 'longtask', buffered: true });
    });
    const begin = Date.now();
    await page.goto(batch.url);
    await page.locator('#running li').first().waitFor();
    await page.locator('#notice', { hasText: 'All jobs are over' }).waitFor({ timeout: 120_000 });
    const seconds = (Date.now() - begin) / 1000;
    const metrics = (await control.send('Performance.getMetrics')).metrics;
    const busy = metrics.find((metric) => metric.name === 'TaskDuration').value;
    const longest = await page.evaluate(() => window.longest);
    const nodes = await page.evaluate(() => document.querySelectorAll('*').length);
    await page.screenshot({ path: folder + 'live-2000.png' });
    batch.say('close');
    const cpu = await batch.line(/^cpu/);
    await batch.end();
    assert.deepEqual(said, []);
    assert.ok(longest < 1000, 'longest task ' + longest + ' ms');
    assert.ok(nodes < 3000, nodes + ' nodes');
    return seconds.toFixed(1) + ' s of run; browser ' + busy.toFixed(1) + ' s, longest task ' + Math.round(longest) + ' ms, '
      + nodes + ' nodes; server ' + cpu;
  }],
];
