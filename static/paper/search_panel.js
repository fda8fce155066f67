import { Signal } from '../record/signal.js';
import { make, the } from './dom.js';

/**
 * @import { Answer } from '../record/text_hits.js'
 * @import { TextHit } from '../record/types.js'
 * @import { Spot } from './hit_marks.js'
 * @import { Words } from './words.js'
 */

/** Writing is over after so long, ms: sooner would search for half a word. */
const PAUSE = 180;

/** The panel beside or above the page: what is looked for, the lines where it stands; slim, one bar with two buttons. */
export class SearchPanel {
  #words;
  #label;
  #root = the('seek', HTMLElement);
  #field = the('seek-words', HTMLInputElement);
  #count = the('seek-count', HTMLElement);
  #note = the('seek-note', HTMLElement);
  #list = the('seek-list', HTMLOListElement);
  #more = the('seek-more', HTMLButtonElement);
  /** Other words are looked for. @type {Signal<string>} */
  asked = new Signal();
  /** @type {Signal<1 | -1>} */
  stepped = new Signal();
  /** A line was chosen. @type {Signal<number>} */
  chosen = new Signal();
  /** @type {Signal<void>} */
  wanting = new Signal();
  /** @type {Signal<void>} */
  closed = new Signal();
  /** @type {number | undefined} */
  #pausing;

  /** @param {Words} words @param {(page: number) => string} label says the number printed on a page */
  constructor(words, label) {
    this.#words = words;
    this.#label = label;
    this.#listenToField();
    const press = (/** @type {string} */ id, /** @type {() => void} */ wish) => the(id, HTMLButtonElement).addEventListener('click', wish);
    press('seek-previous', () => this.stepped.send(-1));
    press('seek-next', () => this.stepped.send(1));
    press('seek-shrink', () => this.shrink(true));
    press('seek-grow', () => this.shrink(false));
    press('seek-close', () => this.closed.send());
    press('seek-more', () => this.wanting.send());
  }

  /** @returns {boolean} */
  get open() {
    return !this.#root.hidden;
  }

  /** @returns {boolean} whether an answer is awaited */
  get busy() {
    return this.#root.ariaBusy === 'true';
  }

  /** @returns {boolean} whether the lines lie over the page, not beside it */
  get over() {
    return this.#root.clientWidth > 0.8 * (this.#root.parentElement?.clientWidth ?? 0);
  }

  /** @param {string} words @param {boolean} slim */
  show(words, slim) {
    this.#field.value = words;
    this.#root.hidden = false;
    this.shrink(slim);
  }

  hide() {
    clearTimeout(this.#pausing);
    this.#root.hidden = true;
  }

  /** @param {boolean} slim */
  shrink(slim) {
    const held = this.#root.contains(document.activeElement);
    this.#root.dataset['slim'] = String(slim);
    the('seek-grow', HTMLButtonElement).lastElementChild?.replaceChildren(this.#words.say('search.grow', { words: this.#field.value.trim() }));
    if (!slim) this.#field.focus();
    else if (held) the('seek-next', HTMLButtonElement).focus();
  }

  /** Looking takes a while: what was found before stays until then. */
  wait() {
    this.#root.ariaBusy = 'true';
  }

  /** @param {Answer | null} answer null before anything is asked @param {string} note what has to be said of it */
  tell(answer, note) {
    this.#root.ariaBusy = 'false';
    this.#note.textContent = note;
    this.#note.hidden = !note;
    this.#list.replaceChildren(...(answer?.lines ?? []).map((hit) => this.#line(hit)));
    this.#more.hidden = answer?.next === null || !answer;
    for (const id of ['seek-previous', 'seek-next']) the(id, HTMLButtonElement).disabled = !answer?.pages.length;
  }

  /** Says how many there are and which one is looked at. @param {Answer | null} answer @param {Spot | null} now */
  point(answer, now) {
    this.#count.textContent = this.#told(answer, now);
    for (const button of this.#list.querySelectorAll('button')) {
      button.ariaCurrent = button.value === String(now?.page) ? 'true' : null;
      if (button.ariaCurrent) button.scrollIntoView({ block: 'nearest' });
    }
  }

  /** @param {Answer | null} answer @param {Spot | null} now @returns {string} */
  #told(answer, now) {
    if (!answer || !answer.words.length) return '';
    if (!answer.pages.length) return this.#words.say('search.none');
    if (answer.next !== null) {
      const at = now ? answer.pages.indexOf(now.page) + 1 : 0;
      return this.#words.say(at ? 'search.at_page' : 'search.pages', { at, count: answer.pages.length });
    }
    const times = (/** @type {TextHit[]} */ lines) => lines.reduce((sum, line) => sum + line.times, 0);
    const at = now ? times(answer.lines.filter(({ page }) => page < now.page)) + now.nth + 1 : 0;
    return this.#words.say(at ? 'search.at' : 'search.count', { at, count: times(answer.lines) });
  }

  /** @param {TextHit} hit @returns {HTMLElement} */
  #line({ page, line, marks, times }) {
    const button = make('button', 'control seek-line');
    button.type = 'button';
    button.value = String(page);
    const words = make('span', 'seek-text');
    const signs = Array.from(line);
    let at = 0;
    for (const [start, end] of marks) {
      words.append(signs.slice(at, start).join(''), make('mark', '', signs.slice(start, end).join('')));
      at = end;
    }
    words.append(signs.slice(at).join(''));
    const where = make('span', 'seek-page', this.#label(page));
    if (times > 1) where.append(make('small', '', this.#words.say('search.times', { times })));
    button.append(where, words);
    button.addEventListener('click', () => this.chosen.send(page));
    const item = make('li');
    item.append(button);
    return item;
  }

  #listenToField() {
    const field = this.#field;
    const soon = () => {
      clearTimeout(this.#pausing);
      this.#pausing = setTimeout(() => this.asked.send(field.value), PAUSE);
    };
    field.addEventListener('input', (event) => {
      // Kana that are still being turned into kanji are no words yet.
      if (!(event instanceof InputEvent && event.isComposing)) soon();
    });
    field.addEventListener('compositionend', soon);
    field.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.isComposing) return;
      event.preventDefault();
      clearTimeout(this.#pausing);
      this.asked.send(field.value);
      this.stepped.send(event.shiftKey ? -1 : 1);
    });
  }
}
