import { the } from './dom.js';
import { GoTo } from './go_to.js';
import { Thumbnails } from './thumbnails.js';

/**
 * @import { WritingDesk } from './desk.js'
 * @import { Words } from './words.js'
 * @import { Workspace } from './workspace.js'
 */

/** The ways to any page of the paper in hand: by its number, and from the list of pages. */
export class PageTools {
  #workspace;
  #desk;

  /** @param {Workspace} workspace @param {WritingDesk} desk @param {Words} words */
  constructor(workspace, desk, words) {
    this.#workspace = workspace;
    this.#desk = desk;
    const go = (/** @type {number} */ page) => workspace.active.navigator.turnTo(page);
    const goTo = new GoTo(words, go);
    const thumbnails = new Thumbnails(words, go);
    the('page-number', HTMLButtonElement).addEventListener('click', () => goTo.open(workspace.active.navigator.pages));
    the('all-pages', HTMLButtonElement).addEventListener('click', () => this.#list(thumbnails));
  }

  /** @param {Thumbnails} thumbnails */
  #list(thumbnails) {
    const { view: { open }, standing: { called } } = this.#workspace.active;
    if (!open) return;
    const { facts } = open.book;
    thumbnails.open(facts, open.place.page, called?.version === facts.version ? called.page : null,
      (page) => this.#desk.strokes.any(facts.version, page));
  }
}
