import { the } from './dom.js';
import { FindPanel } from './find_panel.js';
import { Thumbnails } from './thumbnails.js';

/**
 * @import { Meeting } from '../record/meeting.js'
 * @import { Versions } from './versions.js'
 * @import { TextSearch } from './text_search.js'
 * @import { WritingDesk } from './desk.js'
 * @import { Words } from './words.js'
 * @import { Workspace } from './workspace.js'
 */

/** The ways to any page of the paper in hand: by what is said of it, and from the list of pages. */
export class PageTools {
  #workspace;
  #desk;

  /** @param {{meeting: Meeting, workspace: Workspace, versions: Versions, desk: WritingDesk, search: TextSearch, words: Words}} parts */
  constructor({ meeting, workspace, versions, desk, search, words }) {
    this.#workspace = workspace;
    this.#desk = desk;
    const go = (/** @type {number} */ page) => workspace.active.navigator.turnTo(page);
    const find = new FindPanel({ meeting, workspace, versions, search, words });
    const thumbnails = new Thumbnails(words, go);
    the('page-number', HTMLButtonElement).addEventListener('click', () => find.open());
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
