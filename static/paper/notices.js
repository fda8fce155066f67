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

  /**
   * @param {string} sentence
   * @param {{lasting?: boolean, about?: string}} [how] whether it stays until it is closed; what it is about, so that news of the same takes its place
   */
  say(sentence, { lasting = false, about = '' } = {}) {
    const same = [...this.#box.children].find((one) => one.firstElementChild?.textContent === sentence);
    same?.remove();
    if (about) this.drop(about);
    const notice = make('div', 'notice');
    notice.dataset.about = about;
    const close = make('button', 'control', this.#close);
    close.type = 'button';
    close.addEventListener('click', () => notice.remove());
    notice.append(make('p', '', sentence), close);
    this.#box.append(notice);
    if (!lasting) setTimeout(() => notice.remove(), STAYS);
  }

  /** What was said about something is not true any more. @param {string} about */
  drop(about) {
    for (const one of [...this.#box.children]) if (one instanceof HTMLElement && one.dataset.about === about) one.remove();
  }
}
