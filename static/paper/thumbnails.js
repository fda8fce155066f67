import { make, the } from './dom.js';
import { THUMBNAIL, pictureAddress } from './ladder.js';

/**
 * @import { VersionFacts } from '../record/types.js'
 * @import { Words } from './words.js'
 */

/** All pages of a paper side by side; pictures come as they are scrolled to. */
export class Thumbnails {
  #words;
  #go;
  #dialog = the('thumbnails', HTMLDialogElement);
  #list = the('thumbnail-list', HTMLOListElement);

  /** @param {Words} words @param {(page: number) => void} go */
  constructor(words, go) {
    this.#words = words;
    this.#go = go;
    the('thumbnails-close', HTMLButtonElement).addEventListener('click', () => this.#dialog.close());
    this.#dialog.addEventListener('close', () => this.#list.replaceChildren());
  }

  /**
   * @param {VersionFacts} facts
   * @param {number} here the page open
   * @param {number | null} called the page called for all, if it is of this paper
   * @param {(page: number) => boolean} written whether something is written on a page
   */
  open(facts, here, called, written) {
    const pages = Array.from({ length: facts.pages }, (_, i) => i + 1);
    this.#list.replaceChildren(...pages.map((page) => this.#thumbnail(facts, page, {
      here: page === here, called: page === called, written: written(page),
    })));
    this.#dialog.showModal();
    const current = this.#list.querySelector('[aria-current]');
    current?.scrollIntoView({ block: 'center' });
    if (current instanceof HTMLElement) current.focus({ preventScroll: true });
  }

  /**
   * @param {VersionFacts} facts
   * @param {number} page
   * @param {{here: boolean, called: boolean, written: boolean}} marks
   * @returns {HTMLElement}
   */
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
    button.append(picture, make('span', 'thumbnail-page', String(page)));
    if (marks.written) button.append(make('span', 'mark', this.#words.say('turn.has_ink')));
    if (marks.called) button.append(make('span', 'mark called', this.#words.say('turn.called_here')));
    if (marks.here) button.setAttribute('aria-current', 'true');
    button.addEventListener('click', () => {
      this.#dialog.close();
      this.#go(page);
    });
    const line = make('li');
    line.append(button);
    return line;
  }
}
