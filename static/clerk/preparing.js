import { readPapers } from './papers.js';
import { say } from './words.js';

const EVERY = 1_000;

/** Follows how many pages of new papers the server has prepared, only while there are such papers. */
export class Preparing {
  #meeting;
  #asked = false;
  #found;

  /**
   * @param {number} meeting
   * @param {() => void} found called when a page was found that can't be shown
   */
  constructor(meeting, found) {
    this.#meeting = meeting;
    this.#found = found;
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

  /** @param {Awaited<ReturnType<typeof readPapers>>} papers */
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
    if (papers.some(({ paper, unshown }) => unshown.length !== told(paper))) this.#found();
  }
}

/** How many pages of a paper the screen names as not to be shown. @param {number} paper */
function told(paper) {
  return Number(document.querySelector(`#paper-${paper} .unshown`)?.getAttribute('data-count') ?? 0);
}
