import { make } from './dom.js';

/** How long a notice that asks for nothing stays, ms. */
const STAYS = 8_000;

/** Sentences that appear over the page and can be closed; screen readers hear them at once. */
export class Notices {
  #box;
  #close;

  /** @param {HTMLElement} box @param {string} close the word on the closing button */
  constructor(box, close) {
    this.#box = box;
    this.#close = close;
  }

  /** @param {string} sentence @param {boolean} [lasting] whether it stays until it is closed */
  say(sentence, lasting = false) {
    const same = [...this.#box.children].find((one) => one.firstElementChild?.textContent === sentence);
    same?.remove();
    const notice = make('div', 'notice');
    const close = make('button', 'control', this.#close);
    close.type = 'button';
    close.addEventListener('click', () => notice.remove());
    notice.append(make('p', '', sentence), close);
    this.#box.append(notice);
    if (!lasting) setTimeout(() => notice.remove(), STAYS);
  }
}
