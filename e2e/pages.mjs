// The report and the live page in a browser. Each check is a sentence; the first one that does not hold ends the run.
import assert from 'node:assert/strict';
import { browser } from './browser.mjs';
import { reportChecks } from './report.mjs';
import { liveChecks } from './live.mjs';

const started = await browser();
let failed = 0;
for (const [sentence, check] of [...reportChecks, ...liveChecks]) {
  const begin = Date.now();
  try {
    const figures = await check(started.context, assert);
    console.log('ok    ' + sentence + (figures ? ': ' + figures : '') + ' (' + (Date.now() - begin) + ' ms)');
  } catch (error) {
    failed++;
    console.log('FAILED ' + sentence + '\n' + error.stack);
  }
  for (const page of started.context.pages()) if (page.url() !== 'about:blank') await page.close();
}
await started.close();
console.log(failed ? failed + ' failed' : 'all checks passed');
process.exitCode = failed ? 1 : 0;
