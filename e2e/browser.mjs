// A browser that may go nowhere, and a Java program beside it.
import { chromium } from 'playwright-core';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import net from 'node:net';
import readline from 'node:readline';

export const target = new URL('../cli/target/', import.meta.url).pathname;
const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin/java') : 'java';
const classpath = ['classes', 'test-classes', 'lib/*'].map((part) => target + part).join(':');

export async function browser() {
  const profile = mkdtempSync(join(tmpdir(), 'asyncffmpeg-e2e-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM,
    headless: true,
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync'],
  });
  return { launched: context.browser() ?? context, context, close: async () => {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  } };
}

/** A page with ears: what it says on its console, and whom it calls. */
export async function watched(context, size, options = {}) {
  const page = await context.newPage();
  await page.setViewportSize(size);
  await page.emulateMedia({ colorScheme: options.dark ? 'dark' : 'light' });
  const said = [];
  const called = [];
  page.on('console', (message) => said.push(message.type() + ': ' + message.text()));
  page.on('pageerror', (error) => said.push('error: ' + error.message));
  page.on('request', (request) => called.push(request.url()));
  return { page, said, called };
}

/** A program of the test classes; its lines can be waited for. */
export function program(main, ...words) {
  const child = spawn(java, ['-cp', classpath, main, ...words.map(String)], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = [];
  const waiting = [];
  readline.createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line);
    for (const one of [...waiting]) {
      if (one.what.test(line)) {
        waiting.splice(waiting.indexOf(one), 1);
        one.found(line);
      }
    }
  });
  const ended = new Promise((done) => child.on('exit', done));
  return {
    lines,
    ended,
    say: (word) => child.stdin.write(word + '\n'),
    line: (what) => {
      const before = lines.find((line) => what.test(line));
      return before ? Promise.resolve(before) : new Promise((found, failed) => {
        waiting.push({ what, found });
        setTimeout(() => failed(new Error('no line like ' + what + ' among ' + lines.join(' | '))), 90_000).unref();
      });
    },
    end: async () => { child.stdin.end(); await ended; },
  };
}

/** Stands between browser and server, and can be cut. The server is told the name that it expects. */
export async function wire(port) {
  const sockets = new Set();
  let whole = true;
  const server = net.createServer((near) => {
    if (!whole) {
      near.destroy();
      return;
    }
    const far = net.connect(port, '127.0.0.1');
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => { sockets.delete(socket); near.destroy(); far.destroy(); });
    }
    far.pipe(near);
    near.on('data', (bytes) => far.write(Buffer.from(bytes.toString('latin1')
      .replaceAll('127.0.0.1:' + server.address().port, '127.0.0.1:' + port), 'latin1')));
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    port: server.address().port,
    cut: () => { whole = false; for (const socket of sockets) socket.destroy(); },
    mend: () => { whole = true; },
    close: () => { whole = false; for (const socket of sockets) socket.destroy(); server.close(); },
  };
}

/** Texts on the page whose contrast with what is behind them is under 4.5, as WCAG 2 counts it. */
export function faintTexts() {
  const numbers = (color) => color.match(/[\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (node) => {
    for (let at = node; at; at = at.parentElement) {
      const color = numbers(getComputedStyle(at).backgroundColor);
      if (color.length < 4 || color[3] > 0.99) return color;
    }
    return [255, 255, 255];
  };
  const faint = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const node = text.parentElement;
    if (!text.data.trim() || !node.checkVisibility() || node.closest('script, style, :disabled')) continue;
    const style = getComputedStyle(node);
    const front = light(numbers(node.closest('svg') ? style.fill : style.color)), back = light(behind(node));
    const contrast = (Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05);
    if (contrast < 4.5) faint.add(node.className + ' "' + text.data.trim().slice(0, 30) + '" ' + contrast.toFixed(2));
  }
  return [...faint];
}
