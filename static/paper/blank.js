import { part, the } from './dom.js';

/**
 * @import { PageNames } from './naming.js'
 * @import { Pane } from './pane.js'
 * @import { Showing } from './view.js'
 * @import { Words } from './words.js'
 */

/** The words in a pane where no page is: that it is coming, or why it is not. */
export class Blank {
  #box;
  #text;
  #retry;
  #pane;
  #names;
  #words;

  /** @param {HTMLElement} root the pane's element @param {Pick<Pane, 'view' | 'navigator' | 'standing'>} pane @param {{names: PageNames, words: Words}} speech */
  constructor(root, pane, { names, words }) {
    this.#box = part(root, '.empty', HTMLElement);
    this.#text = part(this.#box, 'p', HTMLElement);
    this.#retry = part(this.#box, 'button', HTMLButtonElement);
    this.#pane = pane;
    this.#names = names;
    this.#words = words;
    this.#retry.addEventListener('click', () => pane.navigator.retry());
    pane.view.showing.listen((showing) => this.#explain(showing));
    pane.navigator.failed.listen(() => this.show(words.say('empty.broken'), true));
  }

  /** Whether something here could be tried again. @returns {boolean} */
  get waiting() {
    return !this.#box.hidden && !this.#retry.hidden;
  }

  /** @param {string} sentence @param {boolean} retry whether trying again makes sense */
  show(sentence, retry) {
    this.#text.textContent = sentence;
    this.#box.hidden = false;
    this.#retry.hidden = !retry;
  }

  /** @param {Showing} showing */
  #explain(showing) {
    const words = this.#words;
    const { here } = this.#pane.standing;
    if (showing === 'shown') this.#box.hidden = true;
    else if (showing === 'waiting') this.show(words.say('empty.loading', { page: here ? this.#names.page(here, this.#pane.navigator.book) : '' }), false);
    else if (!navigator.onLine || the('line', HTMLElement).dataset.line === 'down') this.show(words.say('empty.offline'), true);
    else this.show(`${words.say('empty.failed')}\n${words.say('empty.failed_more')}`, true);
  }
}
