import { readPapers } from './papers.js';
import { say } from './words.js';

/**
 * @import { Paper } from '../record/types.js'
 */

const EVERY = 1_000;

/** Follows how many pages of new papers the server has prepared, only while there are such papers. */
export class Preparing {
  #meeting;
  #asked = false;

  /** @param {number} meeting */
  constructor(meeting) {
    this.#meeting = meeting;
  }

  /** Begins, where something is being prepared. */
  watch() {
    if (this.#asked || !document.querySelector('.preparing')) return;
    this.#asked = true;
    setTimeout(() => void this.#ask(), EVERY);
  }

  async #ask() {
    try {
      this.#show(await readPapers(this.#meeting));
    } catch (trouble) {
      // The line is down: asked again in a second; any other fault is to be seen.
      if (!(trouble instanceof TypeError)) throw trouble;
    } finally {
      this.#asked = false;
      this.watch();
    }
  }

  /** @param {(Paper & {prepared: number})[]} papers */
  #show(papers) {
    for (const { paper, prepared, pages } of papers) {
      const shown = document.querySelector(`.preparing[data-paper="${paper}"]`);
      if (!shown) continue;
      if (prepared >= pages) {
        shown.remove();
        continue;
      }
      const [text, bar] = [shown.querySelector('.preparing-text'), shown.querySelector('progress')];
      if (text) text.textContent = say('prepare.upload.preparing', { n: prepared, pages });
      if (bar) bar.value = prepared;
    }
  }
}
