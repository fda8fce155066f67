import { make, the } from './dom.js';
import { THUMBNAIL, pictureAddress } from './ladder.js';

/**
 * @import { VersionFacts } from '../record/types.js'
 * @import { Words } from './words.js'
 */

/**
 * What marks a page: whether it is open, called for all now, was called (ms since the epoch), bears
 * ink, or a bookmark with its name.
 * @typedef {object} PageMarks
 * @property {boolean} here
 * @property {boolean} called
 * @property {number | null} calledAt
 * @property {boolean} written
 * @property {string | null} bookmark
 * @property {'changed' | 'inserted' | null} fresh whether it is new in this version
 */

/** All pages of a paper side by side; pictures come as they are scrolled to. */
export class Thumbnails {
  #words;
  #go;
  #list = the('thumbnail-list', HTMLOListElement);

  /** @param {Words} words @param {(page: number) => void} go */
  constructor(words, go) {
    this.#words = words;
    this.#go = go;
    this.#list.addEventListener('click', ({ target }) => {
      const button = target instanceof Element ? target.closest('button') : null;
      if (button) this.#go(Number(button.dataset.page));
    });
  }

  /** @param {VersionFacts} facts @param {(page: number) => PageMarks} marksOf */
  show(facts, marksOf) {
    this.#list.toggleAttribute('data-scan', facts.text === false);
    const pages = Array.from({ length: facts.pages }, (_, i) => i + 1);
    this.#list.replaceChildren(...pages.map((page) => this.#thumbnail(facts, page, marksOf(page))));
    const current = this.#list.querySelector('[aria-current]');
    const centre = () => current?.scrollIntoView({ block: 'center' });
    centre();
    // Only what is near is laid out: once that is done, its true place is known.
    requestAnimationFrame(centre);
    if (current instanceof HTMLElement) current.focus({ preventScroll: true });
  }

  clear() {
    this.#list.replaceChildren();
  }

  /** @param {VersionFacts} facts @param {number} page @param {PageMarks} marks @returns {HTMLElement} */
  #thumbnail(facts, page, marks) {
    const [width, height] = facts.sizes[page - 1] ?? [595, 842];
    const picture = make('img');
    picture.loading = 'lazy';
    picture.decoding = 'async';
    picture.alt = '';
    [picture.width, picture.height] = [THUMBNAIL, Math.round((THUMBNAIL * height) / width)];
    picture.src = pictureAddress(facts.digest, page, THUMBNAIL);
    const button = make('button', 'thumbnail');
    button.type = 'button';
    button.dataset.page = String(page);
    button.append(picture, ...this.#names(facts, page), ...this.#marks(marks));
    if (marks.here) button.setAttribute('aria-current', 'true');
    const line = make('li');
    line.append(button);
    return line;
  }

  /** The printed number, which is the one spoken of, before the place in the file. @param {VersionFacts} facts @param {number} page */
  #names(facts, page) {
    const label = (facts.labels?.[page - 1] ?? []).filter(Boolean).join('-');
    const nth = this.#words.say('find.nth', { page });
    if (!label) return [make('span', 'thumbnail-page', nth)];
    return [make('span', 'thumbnail-page', this.#words.say('find.page', { label })), make('span', 'thumbnail-nth', nth)];
  }

  /** @param {PageMarks} marks @returns {HTMLElement[]} */
  #marks({ called, calledAt, written, bookmark, fresh }) {
    const found = [];
    if (fresh) found.push(make('span', 'replaced-badge', this.#words.say('replaced.badge')));
    if (bookmark !== null) found.push(make('span', 'mark ribboned', bookmark || this.#words.say('bookmark.one')));
    if (written) found.push(make('span', 'mark', this.#words.say('turn.has_ink')));
    if (called) found.push(make('span', 'mark called', this.#words.say('turn.called_here')));
    else if (calledAt !== null) found.push(make('span', 'mark', this.#words.say('overview.called_at', { time: when(calledAt) })));
    return found;
  }
}

/** @param {number} at ms since the epoch @returns {string} the time, with the day unless that is today */
function when(at) {
  const date = new Date(at);
  const today = date.toDateString() === new Date().toDateString();
  return date.toLocaleString(document.documentElement.lang, {
    hour: 'numeric', minute: '2-digit', hour12: false, ...(!today && { month: 'numeric', day: 'numeric' }),
  });
}
