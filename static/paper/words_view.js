import { Signal } from '../record/signal.js';
import { make, part } from './dom.js';
import { blocksOf, sentences } from './page_words.js';
import { ReadingAloud } from './reading_aloud.js';

/**
 * @import { Block } from '../record/paragraphs.js'
 * @import { Lettering } from './lettering.js'
 * @import { Navigator } from './navigator.js'
 * @import { SheetView } from './view.js'
 * @import { Words } from './words.js'
 */

/** @typedef {{root: HTMLElement, view: SheetView, navigator: Navigator}} Parts */

/** How long a page is looked at before its words are put beside it for screen readers, ms. */
const REST = 400;
/** A finger that went so far across, and not much up or down, turns the page, CSS px. */
const SWIPE = 60;

/**
 * The words of the page in a pane: in the page's place, at any size; or unseen beside it, for screen
 * readers.
 */
export class WordsView {
  /** Whether they stand in the page's place. */
  open = false;
  /** @type {Signal<void>} */
  toggled = new Signal();
  #view;
  #navigator;
  #lettering;
  #words;
  #box;
  #bar;
  #text;
  #stage;
  #aloud;
  #unset;
  /** Counts the sheets, so that late words know that they are late. */
  #sheet = 0;
  /** @type {number | undefined} */
  #waiting;

  /** @param {Parts} parts @param {Lettering} lettering @param {{words: Words, leads: () => boolean}} given whether paging here moves everybody */
  constructor({ root, view, navigator }, lettering, { words, leads }) {
    this.#view = view;
    this.#navigator = navigator;
    this.#lettering = lettering;
    this.#words = words;
    this.#box = part(root, '.words-view', HTMLElement);
    this.#bar = part(root, '.words-bar', HTMLElement);
    this.#text = part(root, '.words-sheet', HTMLElement);
    this.#stage = part(root, '.stage', HTMLElement);
    this.#aloud = new ReadingAloud(this.#bar, this.#text, words, () => !leads() && navigator.turn(1));
    navigator.arrived.listen(() => {
      if (!navigator.still) this.#expect();
    });
    this.#unset = lettering.changed.listen(() => this.#show());
    this.#show();
    this.#listen();
  }

  /** Puts the words in the page's place, or the page in theirs. */
  toggle() {
    this.open = !this.open;
    this.#box.classList.toggle('unseen', !this.open);
    this.#bar.hidden = !this.open;
    this.#stage.inert = this.open;
    if (this.open) this.#box.tabIndex = 0;
    else this.#box.removeAttribute('tabindex');
    if (!this.open) this.#aloud.stop();
    this.#expect();
    this.toggled.send();
    this.focus();
  }

  /** Puts the focus where one reads. */
  focus() {
    (this.open ? this.#box : this.#stage).focus({ preventScroll: true });
  }

  /** The pane goes. */
  close() {
    clearTimeout(this.#waiting);
    this.#unset();
    this.#aloud.stop();
  }

  #listen() {
    const press = (/** @type {string} */ name, /** @type {() => void} */ then) => {
      part(this.#bar, `.words-${name}`, HTMLButtonElement).addEventListener('click', then);
    };
    press('smaller', () => this.#lettering.grow(-1));
    press('larger', () => this.#lettering.grow(1));
    press('spacing', () => this.#lettering.space());
    press('face', () => this.#lettering.turnFace());
    press('leave', () => this.toggle());
    this.#box.addEventListener('keydown', (event) => {
      // These move the text, as anywhere; the others turn pages.
      if (['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End', ' '].includes(event.key)) event.stopPropagation();
    });
    this.#listenToFingers();
  }

  #listenToFingers() {
    let start = { x: 0, y: 0 };
    this.#box.addEventListener('touchstart', ({ touches: [touch] }) => {
      if (touch) start = { x: touch.clientX, y: touch.clientY };
    }, { passive: true });
    this.#box.addEventListener('touchend', ({ changedTouches: [touch] }) => {
      if (!touch || !this.open) return;
      const [dx, dy] = [touch.clientX - start.x, touch.clientY - start.y];
      if (Math.abs(dx) > SWIPE && Math.abs(dx) > 2 * Math.abs(dy)) this.#navigator.turn(dx < 0 ? 1 : -1);
    }, { passive: true });
  }

  /** Says how the letters are set. */
  #show() {
    const lettering = this.#lettering;
    part(this.#bar, '.words-size', HTMLElement).textContent = this.#words.say('text.size', { n: lettering.size });
    part(this.#bar, '.words-face span', HTMLElement).textContent = this.#words.say('text.face', { face: this.#words.say(`text.${lettering.face}`) });
    for (const [name, step] of /** @type {const} */ ([['smaller', -1], ['larger', 1]])) {
      part(this.#bar, `.words-${name}`, HTMLButtonElement).setAttribute('aria-disabled', String(!lettering.has(step)));
    }
  }

  /** Another sheet is shown: its words come at once where they are read, else once one rests on it. */
  #expect() {
    clearTimeout(this.#waiting);
    this.#sheet += 1;
    if (this.open) return void this.#fill();
    this.#text.replaceChildren();
    this.#waiting = setTimeout(() => void this.#fill(), REST);
  }

  async #fill() {
    const { open } = this.#view;
    const sheet = this.#sheet;
    if (!open) return;
    try {
      const blocks = await blocksOf(open);
      if (sheet === this.#sheet) this.#lay(blocks, open.book.facts.text === false ? 'text.scan' : 'text.none');
    } catch {
      if (sheet === this.#sheet && this.open) this.#lay([], 'text.broken');
    }
  }

  /** @param {Block[]} blocks @param {string} none the key of the sentence that says why there are none */
  #lay(blocks, none) {
    const laid = blocks.map((block) => element(block));
    this.#text.replaceChildren(...(laid.length ? laid : [make('p', 'words-none', this.#words.say(none))]));
    this.#box.scrollTop = 0;
    this.#aloud.take(laid.length > 0);
  }
}

/** @param {Block} block @returns {HTMLElement} */
function element({ kind, level, cells }) {
  const made = make(kind === 'heading' ? /** @type {'h2' | 'h3'} */ (`h${level}`) : 'p');
  if (kind === 'row') made.className = 'words-row';
  if (kind !== 'row') made.append(...spoken(cells[0] ?? ''));
  else made.append(...cells.flatMap((cell, i) => {
    const box = make('span', 'words-cell');
    box.append(...spoken(cell));
    return i ? [' ', box] : [box];
  }));
  return made;
}

/** @param {string} text @returns {HTMLElement[]} */
function spoken(text) {
  return sentences(text).map((sentence) => make('span', 'said', sentence));
}
