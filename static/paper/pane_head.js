import { part } from './dom.js';

/**
 * @import { PageNames } from './naming.js'
 * @import { Pane } from './pane.js'
 * @import { Words } from './words.js'
 */

/** The line over a pane where there are several: which paper and page, whether it follows, and its ways out. */
export class PaneHead {
  #pane;
  #names;
  #words;
  #box;

  /** @param {Pane} pane @param {PageNames} names @param {Words} words */
  constructor(pane, names, words) {
    this.#pane = pane;
    this.#names = names;
    this.#words = words;
    this.#box = part(pane.root, '.pane-head', HTMLElement);
    for (const wish of /** @type {const} */ (['follow', 'swap', 'close'])) {
      this.#button(wish).addEventListener('click', () => pane.wishes.send(wish));
    }
  }

  /** @param {{active: boolean, follows: boolean}} marks */
  show({ active, follows }) {
    const { standing: { here }, navigator: { book }, root } = this.#pane;
    const name = (here && this.#names.paper(here.version)) || this.#words.say('no_paper_open');
    const where = here ? this.#names.page(here, book) : '';
    part(this.#box, '.pane-name', HTMLElement).textContent = name;
    part(this.#box, '.pane-page', HTMLElement).textContent = where;
    const state = this.#words.say(active ? 'panes.in_hand' : 'panes.one');
    root.setAttribute('aria-label', `${name} ${where} ${state}`);
    root.classList.toggle('active', active);
    this.#button('follow').setAttribute('aria-pressed', String(follows));
  }

  /** @param {boolean} several whether there are other panes */
  need(several) {
    this.#box.hidden = !several;
  }

  /** @param {string} name @returns {HTMLButtonElement} */
  #button(name) {
    return part(this.#box, `.pane-${name}`, HTMLButtonElement);
  }
}
