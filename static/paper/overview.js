import { BookmarkList } from './bookmark_list.js';
import { Contents } from './contents.js';
import { the } from './dom.js';
import { Editions } from './editions.js';
import { slipLook } from './makers.js';
import { SlipList } from './slip_list.js';
import { Tabs } from './tabs.js';
import { Tray } from './tray.js';
import { Thumbnails } from './thumbnails.js';
import { SLIP } from './tool_facts.js';

/**
 * @import { Meeting } from '../record/meeting.js'
 * @import { Paper, Place, VersionFacts } from '../record/types.js'
 * @import { WritingDesk } from './desk.js'
 * @import { Marks } from './marks.js'
 * @import { PageNames } from './naming.js'
 * @import { Notices } from './notices.js'
 * @import { Replaced } from './replaced.js'
 * @import { Versions } from './versions.js'
 * @import { Words } from './words.js'
 * @import { Workspace } from './workspace.js'
 */

/** @typedef {{meeting: Meeting, workspace: Workspace, versions: Versions, desk: WritingDesk,
 *   marks: Marks, replaced: Replaced, names: PageNames, notices: Notices, words: Words}} Parts */

/** Where a question for a whole page stands, from its right upper corner, pt. */
const MARGIN = 36;

/** The whole of the paper in hand: its pages, its table of contents, my bookmarks and question slips. */
export class Overview {
  #parts;
  #dialog = the('overview', HTMLDialogElement);
  #tabs;
  #thumbnails;
  #contents;
  #bookmarks;
  #editions;
  #notes = the('overview-notes', HTMLAnchorElement);
  #tray;
  #replaced = the('tab-replaced', HTMLButtonElement);
  #slips;

  /** @param {Parts} parts */
  constructor(parts) {
    this.#parts = parts;
    const { meeting, versions, marks: { bookmarks }, words } = parts;
    this.#thumbnails = new Thumbnails(words, (page) => this.#go({ version: this.#facts?.version ?? 0, page }));
    this.#contents = new Contents(words, (place) => this.#go(place));
    this.#bookmarks = new BookmarkList({ meeting, versions, bookmarks, words }, (place) => this.#go(place));
    this.#editions = new Editions({ ...parts, bookmarks, lineage: meeting.lineage, lastRead: parts.replaced.lastRead }, {
      go: (place) => this.#go(place),
      read: (place) => this.#leave(() => parts.replaced.read(place)),
      errata: (paper) => parts.replaced.errata(paper),
      open: (paper) => this.#leave(() => parts.replaced.open(paper)),
    });
    this.#slips = new SlipList(parts, (place) => this.#go(place));
    the('slip-here', HTMLButtonElement).addEventListener('click', () => this.#askHere());
    this.#tray = new Tray(parts, (place) => {
      parts.notices.say(words.say('tray.placed', { page: parts.names.page(place) }));
      this.#go(place);
    });
    parts.replaced.asked.listen(() => this.open('overview-replaced'));
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

  /** Opens at the tab that was used last, or at a certain one. @param {string} [panel] */
  open(panel = this.#tabs.chosen) {
    if (!this.#facts) return;
    const replaced = (this.#paper?.versions?.length ?? 0) > 1;
    this.#replaced.hidden = !replaced;
    this.#notes.href = `/notes?paper=${this.#paper?.paper ?? ''}`;
    this.#dialog.showModal();
    this.#tabs.choose(panel === 'overview-replaced' && !replaced ? 'overview-pages' : panel);
  }

  /** The paper in hand, in whichever version. @returns {Paper | undefined} */
  get #paper() {
    return this.#parts.meeting.paper(this.#facts?.version ?? 0);
  }

  #showEditions() {
    const paper = this.#paper;
    if (!paper) return;
    const { versions, desk } = this.#parts;
    const edition = paper.versions?.find(({ version }) => version === paper.version);
    const { here } = this.#parts.workspace.active.standing;
    const open = here?.version === paper.version ? here : null;
    const show = () => this.#editions.show(paper, versions.now(paper.version), edition ? this.#tray.show(edition, open) : []);
    show();
    // What waits is known by the pages on which it stood.
    void Promise.all([edition?.from && desk.fetch(edition.from), desk.fetch(paper.version), versions.get(paper.version)]).then(() => {
      if (this.#dialog.open && this.#tabs.chosen === 'overview-replaced') show();
    }, () => undefined);
  }

  #clear() {
    for (const list of [this.#thumbnails, this.#contents, this.#bookmarks, this.#slips, this.#editions]) list.clear();
  }

  /** @param {string} panel */
  #show(panel) {
    const { active } = this.#parts.workspace;
    const facts = this.#facts;
    if (!facts || !active.view.open) return;
    this.#clear();
    if (panel === 'overview-replaced') this.#showEditions();
    else if (panel === 'overview-pages') this.#thumbnails.show(facts, this.#marksOf(facts));
    else if (panel === 'overview-contents') this.#contents.show(facts, active.view.open.place);
    else if (panel === 'overview-slips') void this.#slips.show(facts.version);
    else this.#bookmarks.show(facts.version);
  }

  /** @param {VersionFacts} facts @returns {(page: number) => import('./thumbnails.js').PageMarks} */
  #marksOf({ version }) {
    const { workspace: { active: { view, standing } }, desk, marks, meeting: { lineage } } = this.#parts;
    const shown = new Set(view.open?.sheet.leaves.map(({ page }) => page));
    const set = new Map(marks.bookmarks.of(version).map(({ place, name }) => [place.page, name]));
    const called = standing.called?.version === version ? standing.called.page : null;
    const before = lineage.edition(version)?.from;
    const fresh = new Map((before && !lineage.isOld(version) ? lineage.news(before) : null)?.map(({ page, state }) => [page, state]));
    return (page) => ({
      here: shown.has(page), called: page === called, calledAt: this.#calledAt({ version, page }),
      written: desk.strokes.any(version, page), bookmark: set.get(page) ?? null, fresh: fresh.get(page) ?? null,
    });
  }

  /** When a page was last called, also as what it was before it was replaced. @param {Place} place @returns {number | null} */
  #calledAt(place) {
    const { marks, meeting } = this.#parts;
    const places = [place, ...meeting.lineage.origins(place)];
    return places.reduce((/** @type {number | null} */ last, { version, page }) => {
      const at = marks.calledAt(version, page);
      return at !== null && at > (last ?? 0) ? at : last;
    }, null);
  }

  /** A question for the page in hand, without a place on it being touched. */
  #askHere() {
    const { desk, workspace: { active } } = this.#parts;
    const { open } = active.view;
    const [leaf] = open?.sheet.leaves ?? [];
    this.#dialog.close();
    if (!open || !leaf || active.ink.refuses()) return;
    const { version } = open.book.facts;
    const slips = desk.seen(version, leaf.page).filter(({ tool }) => tool === 'slip').length;
    const look = slipLook({ x: leaf.crop.x + leaf.crop.width - MARGIN, y: MARGIN + slips * 1.5 * SLIP });
    desk.composing.begin(look, { id: desk.writer.name(), version, page: leaf.page, layer: 'private' });
  }

  /** @param {Place} place */
  #go(place) {
    const { active } = this.#parts.workspace;
    this.#leave(() => active.navigator.go(place));
    active.focus();
  }

  /** @param {() => void} then */
  #leave(then) {
    this.#dialog.close();
    then();
  }
}
