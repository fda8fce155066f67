import { Signal } from '../record/signal.js';
import { Blank } from './blank.js';
import { part } from './dom.js';
import { Film } from './film.js';
import { Hand } from './hand.js';
import { Links } from './links.js';
import { PaneHead } from './pane_head.js';
import { Navigator } from './navigator.js';
import { Notes } from './notes.js';
import { PaneInk } from './pane_ink.js';
import { Standing } from './place.js';
import { Pointers } from './pointers.js';
import { Ribbon } from './ribbon.js';
import { Selection } from './selection.js';
import { SharpPicture } from './sharp.js';
import { Stocking } from './stocking.js';
import { SheetView } from './view.js';
import { WordsView } from './words_view.js';

/**
 * @import { Meeting } from '../record/meeting.js'
 * @import { Place, VersionFacts } from '../record/types.js'
 * @import { Choices } from './choices.js'
 * @import { WritingDesk } from './desk.js'
 * @import { Lettering } from './lettering.js'
 * @import { MarkCard } from './mark_card.js'
 * @import { Marks } from './marks.js'
 * @import { PageNames } from './naming.js'
 * @import { Pantry } from './pantry.js'
 * @import { Pictures } from './pictures.js'
 * @import { Versions } from './versions.js'
 * @import { Words } from './words.js'
 */

/**
 * What all panes share; `lead` calls a page for all where the pane's paging does that, and says whether it did.
 * @typedef {object} Shared
 * @property {Meeting} meeting
 * @property {Versions} versions
 * @property {Choices} choices
 * @property {Pictures} pictures
 * @property {Pantry} pantry
 * @property {WritingDesk} desk
 * @property {Lettering} lettering
 * @property {Map<number, Place>} left where each paper was left
 * @property {Marks} marks
 * @property {MarkCard} card
 * @property {PageNames} names
 * @property {Words} words
 * @property {(pane: Pane, place: Place, turning: boolean) => boolean} lead
 */

/** After the wheel has stood still for so long, the gesture has ended, ms. */
const WHEEL_REST = 120;

/** One paper on the desk: where one stands in it, its sheet, and the hands and ink upon that. */
export class Pane {
  root;
  standing = new Standing();
  view;
  navigator;
  ink;
  blank;
  words;
  /** Somebody put a hand, a pen or the focus here. @type {Signal<void>} */
  touched = new Signal();
  /** A gesture has ended, or another sheet is shown. @type {Signal<void>} */
  rested = new Signal();
  /** What its own buttons ask for. @type {Signal<'follow' | 'swap' | 'close'>} */
  wishes = new Signal();
  /** Its share of the desk, beside those of the other panes. */
  weight = 1;
  #head;
  #marks = { active: true, follows: true };
  #sizes;
  #sharp;
  #stocking;
  #stage;
  #page;
  #links;
  #notes;
  #selection;
  #ribbon;

  /** @param {HTMLElement} root @param {Shared} shared */
  constructor(root, shared) {
    const { meeting, versions, choices, pictures, pantry, desk, names, words } = shared;
    this.root = root;
    this.#stage = part(root, '.stage', HTMLElement);
    this.#page = part(root, '.page', HTMLElement);
    const canvas = part(root, '.picture', HTMLCanvasElement);
    this.view = new SheetView(this.#page, canvas, pictures);
    this.ink = new PaneInk(root, desk, this.view, words);
    this.#sharp = new SharpPicture(this.view, new Film(part(root, '.sharp', HTMLCanvasElement)), pantry);
    this.#stocking = new Stocking(this.view, pantry);
    const { standing, view } = this;
    this.navigator = new Navigator({
      meeting, standing, versions, choices, view, left: shared.left,
      lead: (place, turning) => shared.lead(this, place, turning),
    });
    this.blank = new Blank(root, this, { names, words });
    this.words = new WordsView(this, shared.lettering, { words, leads: () => meeting.presenting });
    this.#head = new PaneHead(this, names, words);
    standing.moved.listen(() => this.#head.show(this.#marks));
    this.navigator.arrived.listen((place) => {
      this.#head.show(this.#marks);
      canvas.setAttribute('aria-label', names.where(place, this.navigator.book));
      root.toggleAttribute('data-scan', versions.now(place.version)?.text === false);
      if (!this.navigator.still) this.#sharp.hide();
      this.rest();
      void desk.fetch(place.version);
      this.#stocking.restart();
    });
    this.#links = new Links(this, meeting, { names, words });
    this.#notes = new Notes(root, { desk, view, ink: this.ink, words }, (mark) => shared.card.open(mark));
    this.#selection = new Selection(root, { desk, view, tips: this.ink.tips, words }, (marks) => shared.card.lay(marks));
    this.ink.tips.asked.listen((mark) => shared.card.open(mark));
    this.#ribbon = new Ribbon(this, shared.marks.bookmarks, words);
    this.#listenToHands(desk);
    this.#sizes = this.#measure();
  }

  /** A gesture has ended: ink and picture are made sharp for what is seen now. */
  rest() {
    this.view.rest();
    this.ink.lay();
    this.#notes.refresh();
    this.#selection.show();
    void this.#sharp.refresh();
    this.rested.send();
  }

  /**
   * Gets ready to show the same page in the version that took the place of this one; rejects where it can't be had now.
   * @param {Place} place
   * @param {VersionFacts} facts
   * @returns {Promise<() => void>} shows it, unless one went on meanwhile
   */
  async exchange(place, facts) {
    const exchange = await this.navigator.exchange(place, facts);
    await this.#sharp.prepare(exchange.open);
    return exchange.show;
  }

  /** Enlarges to the stage's width, or shows the whole sheet again. */
  toggleZoom() {
    const { viewport } = this.view;
    if (viewport.zoomed) viewport.whole();
    else viewport.zoomAt(Math.max(1.5, viewport.widthZoom), viewport.stage.width / 2, 0);
    this.view.lay();
    this.rest();
  }

  /** Says plainly whether it is in hand and whether it follows. @param {{active: boolean, follows: boolean}} marks */
  mark(marks) {
    this.#marks = marks;
    this.#head.show(marks);
  }

  /** There are other panes, or none: then each shows its sheet as wide as can be, so that it can be read. @param {boolean} several */
  share(several) {
    this.#head.need(several);
    this.view.sparing = several;
    this.view.viewport.restAt(several ? 'width' : 'whole');
    this.view.lay();
    this.view.retry();
    this.rest();
  }

  /** @param {number} weight */
  weigh(weight) {
    this.weight = weight;
    this.root.style.flexGrow = String(weight);
  }

  /** Is taken away for good: nothing of it stays in memory. */
  close() {
    this.#sizes.disconnect();
    this.ink.close();
    this.words.close();
    this.#links.close();
    this.#notes.close();
    this.#selection.close();
    this.#ribbon.close();
    this.#sharp.hide();
    this.#stocking.stop();
    this.navigator.close();
    this.view.close();
  }

  focus() {
    this.words.focus();
  }

  /** @param {WritingDesk} desk */
  #listenToHands({ tools }) {
    const hand = new Hand(this.view.viewport, this.#stage, {
      // Whoever writes means the page, not what lies behind it.
      follow: (spot, reach) => (tools.writing ? this.ink.tips.tap(spot, reach) : this.#notes.follow(spot, reach) || this.#links.follow(spot, reach)),
      turn: (side) => this.navigator.turnAside(side),
      nudge: (dx) => { this.#page.style.translate = dx ? `${dx * 0.6}px 0` : ''; },
      moved: () => this.view.lay(),
      rested: () => this.rest(),
      writing: () => tools.writing,
      held: () => tools.held.send(),
    });
    for (const kind of /** @type {const} */ (['pointerdown', 'focusin'])) {
      this.root.addEventListener(kind, () => this.touched.send(), { capture: true });
    }
    new Pointers(this.#stage, { tools, tips: this.ink.tips.all, hand });
    this.#stage.addEventListener('wheel', (event) => this.#wheel(event), { passive: false });
  }

  /** @returns {ResizeObserver} */
  #measure() {
    const sizes = new ResizeObserver(([entry]) => {
      if (!entry) return;
      this.ink.tips.pen.cut();
      this.view.resize(entry.contentRect.width, entry.contentRect.height);
      this.rest();
    });
    sizes.observe(this.#stage);
    return sizes;
  }

  /** @type {number | undefined} */
  #resting;

  /** @param {WheelEvent} event */
  #wheel(event) {
    const { viewport } = this.view;
    if (!event.ctrlKey && !viewport.zoomed) return;
    event.preventDefault();
    const { left, top } = this.#stage.getBoundingClientRect();
    if (event.ctrlKey) viewport.zoomAt(Math.exp(-event.deltaY / 300), event.clientX - left, event.clientY - top);
    else viewport.pan(-event.deltaX, -event.deltaY);
    this.view.lay();
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => this.rest(), WHEEL_REST);
  }
}
