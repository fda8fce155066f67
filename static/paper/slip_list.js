import { make, the } from './dom.js';

/**
 * @import { Meeting } from '../record/meeting.js'
 * @import { Place } from '../record/types.js'
 * @import { WritingDesk } from './desk.js'
 * @import { PageNames } from './naming.js'
 * @import { Versions } from './versions.js'
 * @import { Words } from './words.js'
 */

/** My question slips, of the open paper first: each leads to its page. */
export class SlipList {
  #parts;
  #go;
  #box = the('slip-list', HTMLElement);

  /** @param {{meeting: Meeting, versions: Versions, desk: WritingDesk, names: PageNames, words: Words}} parts @param {(place: Place) => void} go */
  constructor(parts, go) {
    this.#parts = parts;
    this.#go = go;
  }

  /** @param {number} version the open paper */
  async show(version) {
    const { meeting, desk } = this.#parts;
    this.#list(version);
    // The other papers' ink may not be here yet.
    await Promise.all(meeting.papers.map((paper) => desk.fetch(paper.version)));
    if (this.#box.isConnected && this.#box.closest('dialog')?.open) this.#list(version);
  }

  clear() {
    this.#box.replaceChildren();
  }

  /** @param {number} version */
  #list(version) {
    const { meeting: { papers }, desk, names, words } = this.#parts;
    const open = papers.filter((paper) => paper.version === version);
    const groups = [...open, ...papers.filter((paper) => paper.version !== version)].flatMap((paper) => {
      const slips = desk.of(paper.version, paper.pages).filter(({ tool, by }) => tool === 'slip' && by === desk.me);
      if (!slips.length) return [];
      const list = make('ul');
      list.append(...slips.map((slip) => {
        const line = make('li', 'slip');
        const there = make('button', 'control slip-go');
        there.type = 'button';
        there.append(make('span', 'found-page', names.page(slip)), make('span', 'slip-text', slip.text ?? ''));
        there.addEventListener('click', () => this.#go({ version: slip.version, page: slip.page }));
        line.append(there);
        return line;
      }));
      return [make('h3', '', paper.name), list];
    });
    this.#box.replaceChildren(...(groups.length ? groups : [make('p', 'overview-none', words.say('slips.none'))]));
  }
}
