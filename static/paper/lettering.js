import { Signal } from '../record/signal.js';

/** Sizes of the letters, per cent of the screen's own; with the screen's own 200 % they grow further. */
const SIZES = [100, 125, 150, 200, 250, 300];
const SPACINGS = ['close', 'middle', 'wide'];
const FACES = ['gothic', 'mincho'];

/** How the words of pages are set on this device: size, space between lines, mincho or gothic. */
export class Lettering {
  /** @type {Signal<void>} */
  changed = new Signal();
  #root = document.documentElement;

  constructor() {
    this.#apply();
  }

  /** Per cent. @returns {number} */
  get size() {
    return SIZES.find((size) => size === Number(localStorage.getItem('gijo-words-size'))) ?? 150;
  }

  /** @param {1 | -1} step @returns {boolean} whether there is such a size */
  has(step) {
    return SIZES[SIZES.indexOf(this.size) + step] !== undefined;
  }

  /** @param {1 | -1} step */
  grow(step) {
    const next = SIZES[SIZES.indexOf(this.size) + step];
    if (next) this.#keep('size', String(next));
  }

  /** The next space between lines, after the widest the closest. */
  space() {
    this.#keep('spacing', after(SPACINGS, this.#kept('spacing', SPACINGS)));
  }

  /** The other face. */
  turnFace() {
    this.#keep('face', after(FACES, this.face));
  }

  /** @returns {string} `gothic` or `mincho` */
  get face() {
    return this.#kept('face', FACES);
  }

  /** @param {string} name @param {string[]} known @returns {string} */
  #kept(name, known) {
    const kept = localStorage.getItem(`gijo-words-${name}`) ?? '';
    return known.includes(kept) ? kept : (known[0] ?? '');
  }

  /** @param {string} name @param {string} value */
  #keep(name, value) {
    localStorage.setItem(`gijo-words-${name}`, value);
    this.#apply();
    this.changed.send();
  }

  #apply() {
    const { style, dataset } = this.#root;
    style.setProperty('--words-size', `${this.size / 100}`);
    dataset.wordsFace = this.face;
    dataset.wordsSpacing = this.#kept('spacing', SPACINGS);
  }
}

/** @param {string[]} all @param {string} one @returns {string} the one after it, after the last the first */
function after(all, one) {
  return all[(all.indexOf(one) + 1) % all.length] ?? one;
}
