import { make } from '../paper/dom.js';

const MOST = 6;
const TRIES = 5;
/** Before a row is asked for again, in ms. */
const PAUSE = 2_000;

/**
 * Marks what differs on the pages of rows that come into sight, as the large look does: it is asked
 * for that screen, one row after the other, and its marks and words are taken over.
 * @param {ParentNode} root
 */
export function markRows(root) {
  /** @type {HTMLElement[]} those in sight that aren't marked yet */
  const wanted = [];
  let running = false;
  const run = async () => {
    running = true;
    for (let row; (row = wanted.shift()); ) {
      const left = Number(row.dataset['tries'] ?? TRIES);
      if ((await mark(row).catch(() => false)) || !left) continue;
      // The line is down, or the makers of pages are busy: not at once again.
      row.dataset['tries'] = String(left - 1);
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
      wanted.push(row);
    }
    running = false;
  };
  const seen = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting || !(target instanceof HTMLElement)) continue;
      seen.unobserve(target);
      wanted.push(target);
    }
    if (wanted.length && !running) void run();
  }, { rootMargin: '50% 0px' });
  for (const row of root.querySelectorAll('.pair-row[data-state~="changed"]')) seen.observe(row);
}

/** @param {HTMLElement} row @returns {Promise<boolean>} whether it is done with */
async function mark(row) {
  const way = row.querySelector('.pair-ways a');
  if (!(way instanceof HTMLAnchorElement)) return true;
  const answer = await fetch(way.href);
  if (!answer.ok) return false;
  const look = new DOMParser().parseFromString(await answer.text(), 'text/html');
  for (const side of ['old', 'new']) {
    const marks = look.querySelector(`.leaf-${side} .page-marks`);
    if (marks) row.querySelector(`.leaf-${side} .sheet`)?.append(document.importNode(marks, true));
  }
  const changes = [...look.querySelectorAll('.changes li')];
  if (!changes.length) {
    const note = look.querySelector('.card > .note');
    if (note) row.querySelector('.pair-pages')?.before(make('p', 'row-changes small', note.textContent ?? ''));
    return true;
  }
  const list = make('ul', 'row-changes');
  for (const change of changes.slice(0, MOST)) {
    const line = make('li');
    line.append(...[...change.childNodes].map((node) => document.importNode(node, true)));
    list.append(line);
  }
  const more = look.querySelector('.changes')?.getAttribute('data-more') ?? '';
  if (changes.length > MOST) list.append(make('li', 'small', more.replace('{n}', String(changes.length - MOST))));
  row.querySelector('.pair-pages')?.before(list);
  return true;
}
