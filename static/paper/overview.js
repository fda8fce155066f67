import { BookmarkList } from './bookmark_list.js';
import { Contents } from './contents.js';
import { the } from './dom.js';
import { Tabs } from './tabs.js';
import { Thumbnails } from './thumbnails.js';

/**
 * @import { Meeting } from '../record/meeting.js'
 * @import { Place, VersionFacts } from '../record/types.js'
 * @import { WritingDesk } from './desk.js'
 * @import { Marks } from './marks.js'
 * @import { Versions } from './versions.js'
 * @import { Words } from './words.js'
 * @import { Workspace } from './workspace.js'
 */

/** @typedef {{meeting: Meeting, workspace: Workspace, versions: Versions, desk: WritingDesk, marks: Marks, words: Words}} Parts */

/** The whole of the paper in hand: its pages, its table of contents, my bookmarks. */
export class Overview {
  #parts;
  #dialog = the('overview', HTMLDialogElement);
  #tabs;
  #thumbnails;
  #contents;
  #bookmarks;

  /** @param {Parts} parts */
  constructor(parts) {
    this.#parts = parts;
    const { meeting, versions, marks: { bookmarks }, words } = parts;
    this.#thumbnails = new Thumbnails(words, (page) => this.#go({ version: this.#facts?.version ?? 0, page }));
    this.#contents = new Contents(words, (place) => this.#go(place));
    this.#bookmarks = new BookmarkList({ meeting, versions, bookmarks, words }, (place) => this.#go(place));
    this.#tabs = new Tabs(the('overview-tabs', HTMLElement), (panel) => this.#show(panel));
    the('overview-close', HTMLButtonElement).addEventListener('click', () => this.#dialog.close());
    the('contents-pages', HTMLButtonElement).addEventListener('click', () => this.#tabs.choose('overview-pages'));
    // A thousand pictures are not kept for a list that nobody sees.
    this.#dialog.addEventListener('close', () => this.#clear());
  }

  /** What is known of the paper in hand. @returns {VersionFacts | undefined} */
  get #facts() {
    return this.#parts.workspace.active.view.open?.book.facts;
  }

  /** Opens at the tab that was used last. */
  open() {
    if (!this.#facts) return;
    this.#dialog.showModal();
    this.#tabs.choose(this.#tabs.chosen);
  }

  #clear() {
    for (const list of [this.#thumbnails, this.#contents, this.#bookmarks]) list.clear();
  }

  /** @param {string} panel */
  #show(panel) {
    const { active } = this.#parts.workspace;
    const facts = this.#facts;
    if (!facts || !active.view.open) return;
    this.#clear();
    if (panel === 'overview-pages') this.#thumbnails.show(facts, this.#marksOf(facts));
    else if (panel === 'overview-contents') this.#contents.show(facts, active.view.open.place);
    else this.#bookmarks.show(facts.version);
  }

  /** @param {VersionFacts} facts @returns {(page: number) => import('./thumbnails.js').PageMarks} */
  #marksOf({ version }) {
    const { workspace: { active: { view, standing } }, desk, marks } = this.#parts;
    const shown = new Set(view.open?.sheet.leaves.map(({ page }) => page));
    const set = new Map(marks.bookmarks.of(version).map(({ place, name }) => [place.page, name]));
    const called = standing.called?.version === version ? standing.called.page : null;
    return (page) => ({
      here: shown.has(page), called: page === called, calledAt: marks.calledAt(version, page),
      written: desk.strokes.any(version, page), bookmark: set.get(page) ?? null,
    });
  }

  /** @param {Place} place */
  #go(place) {
    const { active } = this.#parts.workspace;
    this.#dialog.close();
    active.navigator.go(place);
    active.focus();
  }
}
