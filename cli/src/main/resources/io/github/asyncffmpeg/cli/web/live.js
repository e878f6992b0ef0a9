'use strict';
(() => {
  const base = location.pathname;
  const token = base.split('/')[1];
  const byId = (id) => document.getElementById(id);
  const LISTS = { done: ['done', 'skipped'], wrong: ['failed', 'timed-out', 'killed'], waiting: ['waiting'], other: ['stopped', 'cancelled'] };
  const PAGE = 100;

  let jobs = [];
  let counts = {};
  let batch = {};
  let shown = 'done';
  let limit = PAGE;
  let listIsOld = true;
  let chosen = false;
  const cards = new Map();

  function element(tag, properties, ...children) {
    const made = document.createElement(tag);
    Object.assign(made, properties);
    made.append(...children);
    return made;
  }
  const put = (node, text) => { if (node.textContent !== text) node.textContent = text; };
  const runs = (job) => job.status === 'running' || job.status === 'pausing';
  const listOf = (status) => Object.keys(LISTS).find((name) => LISTS[name].includes(status));
  const sum = (statuses) => statuses.reduce((all, status) => all + (counts[status] || 0), 0);

  function took(millis) {
    const whole = Math.floor(millis / 1000), pad = (number) => String(number).padStart(2, '0');
    if (whole < 100) return whole + ' s';
    return whole < 3600 ? Math.floor(whole / 60) + ':' + pad(whole % 60) + ' min'
      : Math.floor(whole / 3600) + ':' + pad(Math.floor(whole / 60) % 60) + ':' + pad(whole % 60) + ' h';
  }

  function left(millis) {
    const seconds = Math.max(1, Math.ceil(millis / 1000)), minutes = Math.ceil(seconds / 60);
    return seconds < 100 ? seconds + ' s left' : minutes < 100 ? minutes + ' min left' : (minutes / 60).toFixed(1) + ' h left';
  }
  function size(bytes) {
    let unit = 0;
    for (; bytes >= 999.5 && unit < 4; unit++) bytes /= 1024;
    return (unit && bytes < 9.95 ? bytes.toFixed(1) : Math.round(bytes)) + [' B', ' KiB', ' MiB', ' GiB', ' TiB'][unit];
  }

  // What the server says
  function take(message) {
    if (message.whole) {
      jobs = [];
      counts = {};
      batch = {};
      listIsOld = true;
    }
    for (const key in message) if (key !== 'jobs' && key !== 'whole') batch[key] = message[key];
    for (const change of message.jobs) {
      const before = jobs[change.n];
      if (change.status && (!before || before.status !== change.status)) {
        if (before) counts[before.status]--;
        counts[change.status] = (counts[change.status] || 0) + 1;
        listIsOld = listIsOld || !before || listOf(before.status) === shown || listOf(change.status) === shown;
      }
      // Progress comes alone; what is told anew is told whole.
      jobs[change.n] = change.status ? change : Object.assign({}, before, { fraction: undefined, speed: undefined, at: undefined, left: undefined }, change);
    }
    draw();
  }

  let due = false;
  function draw() {
    if (due) return;
    due = true;
    const now = () => { due = false; drawAll(); };
    if (document.hidden) setTimeout(now, 1000); else requestAnimationFrame(now);
  }

  function drawAll() {
    const all = jobs.length;
    const over = all - sum(['waiting', 'running', 'pausing']);
    const running = [];
    if (sum(['running', 'pausing'])) for (const job of jobs) if (runs(job)) running.push(job);
    put(byId('title'), batch.title || 'asyncffmpeg');
    const ended = batch.exit !== undefined;
    const elapsed = batch.elapsed !== undefined ? batch.elapsed : batch.began ? Math.max(0, Date.now() - batch.began) : 0;
    const part = all ? (over + running.reduce((part, job) => part + (job.fraction || 0), 0)) / all : 0;
    const percent = ended ? 100 : Math.min(99, Math.floor(100 * part));
    const shares = all ? ['done', 'wrong', 'other'].map((name) => sum(LISTS[name]) / all) : [0, 0, 0];
    [...shares, part - (all ? over / all : 0)].forEach((share, i) => { byId('total').children[i].style.width = 100 * share + '%'; });
    byId('total').setAttribute('aria-valuenow', percent);
    const words = [over + ' of ' + all + ' jobs over'];
    if (sum(LISTS.wrong)) words.push(sum(LISTS.wrong) + ' went wrong');
    if (sum(LISTS.other)) words.push(sum(LISTS.other) + ' left out');
    if (elapsed) words.push((ended ? 'took ' : '') + took(elapsed));
    if (ended) {
      const bytes = jobs.reduce((all, job) => all + (job.bytes || 0), 0);
      if (bytes) words.push(size(bytes) + ' written');
    } else {
      const speed = running.reduce((all, job) => all + (job.speed || 0), 0);
      if (speed) words.push(speed.toFixed(1) + 'x');
      // Earlier it would be a guess.
      if (elapsed > 5000 && part > 0.02 && part < 1 && batch.stopping === undefined) words.push(left(elapsed * (1 - part) / part));
    }
    put(byId('summary'), words.join(', '));
    document.title = (ended ? 'over' : percent + ' %') + ', ' + (batch.title || 'asyncffmpeg');
    const notice = byId('notice');
    notice.hidden = !ended && batch.stopping === undefined;
    put(notice, ended ? 'All jobs are over' + (batch.stopping ? ', stopped by ' + batch.stopping : '') + '. Exit code ' + batch.exit + '. This page ends with the program; a page that stays: asyncffmpeg report'
      : batch.stopping !== undefined ? 'Stopping (' + batch.stopping + '): running jobs finish their files.' : '');
    byId('stop').disabled = ended || lost || batch.stopping !== undefined || !all;
    drawRunning(running);
    if (!chosen && shown !== 'wrong' && sum(LISTS.wrong)) choose('wrong');
    for (const button of document.querySelectorAll('[data-list]')) {
      put(button.querySelector('b'), String(sum(LISTS[button.dataset.list])));
      button.setAttribute('aria-pressed', button.dataset.list === shown);
    }
    if (listIsOld) drawList();
  }

  function drawRunning(running) {
    const now = new Set(running.map((job) => job.n));
    for (const [n, card] of cards) {
      if (!now.has(n)) {
        card.item.remove();
        cards.delete(n);
      }
    }
    byId('idle').hidden = running.length > 0;
    for (const job of running) {
      let card = cards.get(job.n);
      if (!card) {
        card = newCard(job);
        cards.set(job.n, card);
        byId('running').append(card.item);
      }
      const known = job.fraction !== undefined;
      const percent = known ? Math.min(99, Math.floor(100 * job.fraction)) + ' %' : '';
      card.track.classList.toggle('unknown', !known);
      card.fill.style.transform = known ? 'scaleX(' + job.fraction + ')' : '';
      if (known) card.track.setAttribute('aria-valuenow', Math.floor(100 * job.fraction)); else card.track.removeAttribute('aria-valuenow');
      put(card.percent, percent);
      put(card.pace, [job.status === 'pausing' ? 'failed, is tried again: ' + (job.sentence || '') : '',
        job.attempt ? 'attempt ' + job.attempt : '', job.at, job.speed === undefined ? '' : job.speed.toFixed(1) + 'x', job.size, job.left]
        .filter((text) => text).join(' · '));
      if (card.log.open && card.lines !== job.lines) readLog(card, job);
    }
  }

  function newCard(job) {
    const fill = element('div', {});
    const track = element('div', { className: 'track' }, fill);
    track.setAttribute('role', 'progressbar');
    track.setAttribute('aria-label', job.name);
    const percent = element('span', { className: 'percent' });
    const pace = element('span', {});
    const button = element('button', { type: 'button', textContent: 'Stop' });
    button.setAttribute('aria-label', 'Stop ' + job.name);
    button.addEventListener('click', async () => {
      button.disabled = true;
      button.textContent = 'Stopping';
      if (!await press('stop-job?' + job.n)) {
        button.disabled = false;
        button.textContent = 'Stop';
      }
    });
    const log = newLog(job.n);
    const item = element('li', {}, element('div', { className: 'job' }, element('bdi', { className: 'name', textContent: job.name }), button, track,
      element('div', { className: 'pace' }, percent, pace)), log.log);
    item.dataset.job = job.n;
    return Object.assign(log, { item, track, fill, percent, pace });
  }

  function newLog(n) {
    const text = element('pre', {});
    const log = element('details', {}, element('summary', { textContent: 'Log' }), text);
    const card = { log, text, lines: -1 };
    log.addEventListener('toggle', () => { if (log.open) readLog(card, jobs[n]); });
    return card;
  }
  async function readLog(card, job) {
    card.lines = job.lines;
    try {
      const answer = await fetch(base + 'log?' + job.n);
      if (!answer.ok) return;
      const lines = await answer.json();
      put(card.text, lines.length ? lines.join('\n') : 'Nothing was logged.');
      card.text.scrollTop = card.text.scrollHeight;
    } catch (gone) {
      card.lines = -1;
    }
  }

  function drawList() {
    listIsOld = false;
    const wanted = jobs.filter((job) => LISTS[shown].includes(job.status));
    if (shown !== 'waiting') wanted.reverse();
    byId('list').replaceChildren(...wanted.slice(0, limit).map((job) => {
      const item = element('li', {}, element('bdi', { className: 'name', textContent: job.name }),
        element('span', { className: 'facts' }, element('span', { className: job.status, textContent: job.status.replace('-', ' ') }),
          [job.took, job.size].filter((text) => text).map((text) => ', ' + text).join('')));
      if (job.sentence) item.append(element('span', { className: 'sentence', textContent: job.sentence }));
      if (job.lines) item.append(newLog(job.n).log);
      return item;
    }));
    byId('more').hidden = wanted.length <= limit;
    put(byId('more'), 'Show more (' + (wanted.length - limit) + ')');
  }
  function choose(name) {
    shown = name;
    limit = PAGE;
    listIsOld = true;
    draw();
  }
  for (const button of document.querySelectorAll('[data-list]')) {
    button.addEventListener('click', () => { chosen = true; choose(button.dataset.list); });
  }
  byId('more').addEventListener('click', () => { limit += 2 * PAGE; listIsOld = true; draw(); });

  // Buttons
  async function press(name) {
    try {
      return (await fetch(base + name, { method: 'POST', headers: { 'Asyncffmpeg-Token': token } })).ok;
    } catch (gone) {
      return false;
    }
  }
  let sure = 0;
  byId('stop').addEventListener('click', () => {
    const stop = byId('stop');
    if (!sure) {
      stop.textContent = 'Really stop all?';
      stop.classList.add('sure');
      sure = setTimeout(calm, 4000);
      return;
    }
    calm();
    stop.disabled = true;
    press('stop');
  });
  function calm() {
    clearTimeout(sure);
    sure = 0;
    byId('stop').textContent = 'Stop all';
    byId('stop').classList.remove('sure');
  }

  // The connection
  let lost = false;
  let over = false;
  function say(text, style) {
    put(byId('connection'), text);
    byId('connection').className = style;
  }
  function connect() {
    const events = new EventSource(base + 'events');
    events.onmessage = (event) => { lost = false; say('live', 'live'); take(JSON.parse(event.data)); };
    events.addEventListener('bye', () => {
      over = true;
      lost = true;
      events.close();
      say('the program has ended', '');
      draw();
    });
    events.onerror = () => {
      if (over) return;
      lost = true;
      say('connection lost, trying again', 'lost');
      draw();
      if (events.readyState === EventSource.CLOSED) setTimeout(connect, 5000); // as when it serves too many already
    };
  }
  connect();
  setInterval(() => { if (batch.exit === undefined && !over) draw(); }, 1000);
})();
