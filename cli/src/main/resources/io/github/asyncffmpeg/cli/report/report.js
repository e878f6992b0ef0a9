'use strict';
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const table = document.getElementById('jobs');
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const dialog = document.getElementById('details');

  function element(tag, properties, ...children) {
    const made = document.createElement(tag);
    Object.assign(made, properties);
    made.append(...children);
    return made;
  }
  function drawn(tag, attributes) {
    const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
    for (const name in attributes) made.setAttribute(name, attributes[name]);
    return made;
  }

  // Sorting: what is not known comes last, whichever way.
  let sortedBy = null;
  let descending = false;
  function sort(head) {
    const key = head.querySelector('button').dataset.sort;
    const text = key === 'name' || key === 'status';
    descending = sortedBy === key ? !descending : !text && key !== 'from';
    sortedBy = key;
    const way = descending ? -1 : 1;
    const collator = new Intl.Collator(undefined, { numeric: true });
    const value = (row) => data.jobs[row.dataset.job][key];
    rows.sort((a, b) => {
      const x = value(a), y = value(b);
      if (x === undefined || y === undefined) return (x === undefined) - (y === undefined);
      return way * (text ? collator.compare(x, y) : x - y) || a.dataset.job - b.dataset.job;
    });
    body.append(...rows);
    for (const other of table.tHead.querySelectorAll('[aria-sort]')) other.setAttribute('aria-sort', 'none');
    head.setAttribute('aria-sort', descending ? 'descending' : 'ascending');
  }
  table.tHead.addEventListener('click', (event) => {
    const button = event.target.closest('button');
    if (button) sort(button.closest('th'));
  });

  document.getElementById('filter').addEventListener('input', (event) => {
    const words = event.target.value.toLowerCase().split(/\s+/).filter((word) => word);
    for (const row of rows) {
      const job = data.jobs[row.dataset.job];
      const text = (job.name + ' ' + job.status.replace('-', ' ')).toLowerCase();
      row.hidden = !words.every((word) => text.includes(word));
    }
  });

  async function copy(button, text) {
    const area = element('textarea', { value: text });
    try {
      await navigator.clipboard.writeText(text);
    } catch (refused) { // as in some browsers, for a page that is a file
      (dialog.open ? dialog : document.body).append(area);
      area.select();
      document.execCommand('copy');
      area.remove();
    }
    button.textContent = 'Copied';
    setTimeout(() => { button.textContent = 'Copy'; }, 1500);
  }
  document.addEventListener('click', (event) => {
    const button = event.target.closest('[data-copy]');
    if (button) {
      copy(button, data.jobs[button.dataset.copy].command);
      return;
    }
    const of = event.target.closest('rect[data-job], tbody .job button');
    if (of) show(Number((of.closest('[data-job]')).dataset.job));
  });

  // Details of one job
  const visible = (text) => text.replace(/[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    (c) => '\\u' + c.charCodeAt(0).toString(16).padStart(4, '0'));
  function took(seconds) {
    if (seconds < 99.95) return seconds.toFixed(seconds < 0.995 ? 2 : 1) + ' s';
    const whole = Math.floor(seconds), pad = (number) => String(number).padStart(2, '0');
    return whole < 3600 ? Math.floor(whole / 60) + ':' + pad(whole % 60) + ' min'
      : Math.floor(whole / 3600) + ':' + pad(Math.floor(whole / 60) % 60) + ':' + pad(whole % 60) + ' h';
  }
  function size(bytes) {
    const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
    let unit = 0;
    while (bytes >= 999.5 && unit < 4) { bytes /= 1024; unit++; }
    return (unit && bytes < 9.95 ? bytes.toFixed(1) : Math.round(bytes)) + ' ' + units[unit];
  }

  function chart(curve) {
    const points = [];
    for (let i = 0; i < curve.length; i += 3) points.push(curve.slice(i, i + 3));
    if (points.length < 2) return [];
    const from = points[0][0], length = Math.max(1, points[points.length - 1][0] - from);
    const top = Math.max(1, ...points.map((point) => point[1]));
    // Another attempt begins anew.
    const line = (index, most) => points.filter((point) => point[index] >= 0)
      .map((point, i, all) => (i && point[2] >= all[i - 1][2] ? 'L' : 'M') + (1000 * (point[0] - from) / length).toFixed(1) + ' '
        + (100 - 100 * point[index] / most).toFixed(1)).join('');
    const svg = drawn('svg', { class: 'chart', viewBox: '0 0 1000 100', preserveAspectRatio: 'none', role: 'img',
      'aria-label': 'Speed over time, at most ' + (top / 100).toFixed(1) + ' times' });
    for (const y of [0, 50, 100]) svg.append(drawn('line', { class: 'grid', x1: 0, x2: 1000, y1: y, y2: y }));
    svg.append(drawn('path', { class: 'done', d: line(2, 1000) }), drawn('path', { class: 'speed', d: line(1, top) }));
    return [element('h3', { textContent: 'Speed, up to ' + (top / 100).toFixed(1) + 'x; dashed: how much was done, up to 100 %' }),
      svg, element('div', { className: 'axis' },
        element('span', { textContent: '+' + took(from / 10) }), element('span', { textContent: '+' + took((from + length) / 10) }))];
  }
  function list(title, texts) {
    if (!texts || !texts.length) return [];
    return [element('h3', { textContent: title }),
      element('ul', {}, ...texts.map((text) => element('li', {}, element('bdi', { textContent: text }))))];
  }

  function show(number) {
    const job = data.jobs[number];
    const parts = [];
    const close = element('button', { type: 'button', textContent: 'Close', autofocus: true });
    close.addEventListener('click', () => dialog.close());
    parts.push(element('header', {}, element('h2', { id: 'details-title' }, element('bdi', { textContent: job.name })), close));
    parts.push(element('p', {}, element('span', { className: job.status, textContent: job.status.replace('-', ' ') }),
      job.sentence ? ': ' + job.sentence : ''));
    if (job.cause) parts.push(element('p', {}, element('code', { textContent: job.cause })));
    const figures = [['Began', job.from, (value) => '+' + took(value)], ['Took', job.took, took],
      ['Speed', job.speed, (value) => value.toFixed(1) + 'x'], ['Before', job.in, size], ['After', job.out, size],
      ['Ratio', job.ratio, (value) => (100 * value).toFixed(value < 0.0995 ? 1 : 0) + ' %']].filter((figure) => figure[1] !== undefined);
    parts.push(element('dl', { className: 'figures' }, ...figures.map(([name, value, words]) =>
      element('div', {}, element('dt', { textContent: name }), element('dd', {}, element('b', { textContent: words(value) }))))));
    parts.push(...chart(job.curve));
    const attempts = job.attempts || [];
    if (attempts.length > 1) {
      parts.push(...list('Attempts', attempts.map(([slot, from, to, why]) =>
        'slot ' + (slot + 1) + ', +' + took(from) + ', ' + took(to - from) + (why ? ': ' + why : ''))));
    }
    parts.push(...list('Reads', job.inputs), ...list('Has made', job.outputs),
               ...list('Left out', job.left), ...list('Converted', job.converted), ...list('Comes after', job.needs));
    const button = element('button', { type: 'button', textContent: 'Copy' });
    button.dataset.copy = number;
    parts.push(element('h3', { textContent: 'Command' }),
      element('div', { className: 'command' }, element('pre', { className: 'log', textContent: visible(job.command) }), button));
    if (job.picture !== undefined) {
      // As an image, nothing in it can run.
      parts.push(element('h3', { textContent: 'Graph' }), element('img', { className: 'picture', alt: 'The graph of this job',
        src: 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(data.pictures[job.picture]) }));
    }
    if (job.log) parts.push(element('h3', { textContent: 'Log' }), element('pre', { className: 'log', textContent: job.log.join('\n') }));
    dialog.replaceChildren(...parts);
    dialog.showModal();
    dialog.scrollTop = 0;
  }
  dialog.addEventListener('click', (event) => { if (event.target === dialog) dialog.close(); });
})();
