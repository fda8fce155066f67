import { Signal } from '../record/signal.js';
import { Book } from './book.js';
import { same } from './place.js';

/**
 * @import { Meeting } from '../record/meeting.js'
 * @import { Place, VersionFacts } from '../record/types.js'
 * @import { Choices } from './choices.js'
 * @import { Standing } from './place.js'
 * @import { Versions } from './versions.js'
 * @import { Open, SheetView } from './view.js'
 */

/**
 * `left` holds where each paper was left, to come back to; `lead` calls a place for all, where paging here does that, and says whether it did.
 * @typedef {{meeting: Meeting, standing: Standing, versions: Versions, choices: Choices, view: SheetView,
 *   left: Map<number, Place>, lead: (place: Place, turning: boolean) => boolean}} Parts
 */

/** Goes to pages in a pane: by myself or, as the presenter, for all; and shows the sheet where I stand. */
export class Navigator {
  #meeting;
  #standing;
  #versions;
  #choices;
  #view;
  #left;
  #lead;
  #stops;
  /** The open paper as it is viewed here. @type {Book | null} */
  book = null;
  /** @type {Place | null} */
  #showing = null;
  /** The version that was replaced while its page was open here; what else of it is shown is read on purpose. @type {number | null} */
  overtaken = null;
  /** Whether what arrives was seen here already, in another version. */
  still = false;
  /** @type {Signal<Place>} */
  arrived = new Signal();
  /** A paper could not be opened. @type {Signal<Place>} */
  failed = new Signal();
  /** There is no page on that side. @type {Signal<'first_page' | 'last_page'>} */
  ended = new Signal();

  /** @param {Parts} parts */
  constructor({ meeting, standing, versions, choices, view, left, lead }) {
    this.#meeting = meeting;
    this.#standing = standing;
    this.#versions = versions;
    this.#choices = choices;
    this.#view = view;
    this.#left = left;
    this.#lead = lead;
    standing.alike = (one, other) => this.#alike(one, other);
    standing.moved.listen(() => void this.#show());
    this.#stops = [
      choices.changed.listen((paper) => {
        if (paper === null || paper === this.book?.facts.paper) this.retry();
      }),
      versions.learnt.listen((facts) => {
        if (this.book?.facts.version === facts.version && this.book.facts !== facts) this.retry();
      }),
    ];
  }

  /** The pane goes. */
  close() {
    for (const stop of this.#stops) stop();
  }

  /** @returns {number} pages of the open paper, 0 where none is */
  get pages() {
    const { here } = this.#standing;
    if (!here) return 0;
    const { lineage } = this.#meeting;
    return (lineage.edition(here.version) ?? lineage.paper(here.version) ?? this.#versions.now(here.version))?.pages ?? 0;
  }

  /** The pages shown now, in reading order. @returns {number[]} */
  get shown() {
    const { here } = this.#standing;
    return here ? (this.#open(here)?.pagesAt(here) ?? [here.page]) : [];
  }

  /** @param {Place} place @param {boolean} [turning] to the sheet beside this one, which is no jump to go back from */
  go(place, turning = false) {
    const { here } = this.#standing;
    const { lineage } = this.#meeting;
    const old = lineage.isOld(place.version);
    // Who reads a former version on purpose turns its pages; every other way leads to what is true now.
    const stays = old && this.dated && here?.version === place.version;
    const there = stays ? place : lineage.onward(place);
    if (here?.version === there.version && this.#standing.alike(there, here)) return;
    if (stays || !this.#lead(there, turning)) this.#standing.wander(there, turning);
  }

  /** Whether a version that was replaced is read here on purpose. @returns {boolean} */
  get dated() {
    const { here } = this.#standing;
    return here !== null && here.version !== this.overtaken && this.#meeting.lineage.isOld(here.version);
  }

  /** Goes to a page of a version that was replaced, by myself. @param {Place} place */
  read(place) {
    this.overtaken = null;
    this.#standing.wander(place);
  }

  /**
   * Gets ready to show the same page in the version that took the place of this one, without moving anything; rejects where it can't be had now.
   * @param {Place} place
   * @param {VersionFacts} facts
   * @returns {Promise<{open: Open, show: () => void}>} what will be seen, and what shows it, unless I went on meanwhile
   */
  async exchange(place, facts) {
    const { here } = this.#standing;
    const book = new Book(facts, this.#choices.of(facts));
    const open = await this.#view.prepare(book, place);
    return {
      open,
      show: () => {
        if (!same(here, this.#standing.here)) return;
        this.still = true;
        this.#standing.resettle(place);
        this.still = false;
      },
    };
  }

  /** The pages that are seen at a place of a version as it would be viewed here. @param {VersionFacts} facts @param {Place} place @returns {number[]} */
  wouldShow(facts, place) {
    return new Book(facts, this.#choices.of(facts)).pagesAt(place);
  }

  /** Goes back to where I was before the last jump, or forward again. @param {'back' | 'forward'} way */
  pass(way) {
    this.#standing.pass(way, ({ place, led }) => {
      const old = this.#meeting.lineage.isOld(place.version);
      if (!led || old || !this.#lead(place, true)) this.#standing.wander(place, true);
    });
  }

  /** Opens a paper where it was left. @param {number} version */
  open(version) {
    const { lineage } = this.#meeting;
    const before = lineage.paper(version)?.versions?.map((one) => this.#left.get(one.version)).findLast(Boolean);
    this.go(this.#left.get(version) ?? (before && lineage.onward(before)) ?? { version, page: 1 });
  }

  /** @param {number} page in the open paper; beyond its ends nothing happens but a word @param {boolean} [turning] */
  turnTo(page, turning = false) {
    const { here } = this.#standing;
    if (!here) return;
    if (page < 1) this.ended.send('first_page');
    else if (page > this.pages) this.ended.send('last_page');
    else this.go({ version: here.version, page }, turning);
  }

  /** Turns to the last sheet of the open paper. */
  turnToEnd() {
    const last = this.book?.places.at(-1);
    if (last) this.go(last);
  }

  /** Turns to the sheet after or before this one, in reading order. @param {1 | -1} step */
  turn(step) {
    const { here } = this.#standing;
    if (!here) return;
    const book = this.#open(here);
    if (!book) return this.turnTo(here.page + step, true);
    const place = book.places[book.indexOf(here) + step];
    if (place) this.go(place, true);
    else this.ended.send(step < 0 ? 'first_page' : 'last_page');
  }

  /** Turns to what lies to the right or to the left: that is the binding's to say. @param {1 | -1} side */
  turnAside(side) {
    this.turn(this.book?.rightBound ? /** @type {1 | -1} */ (-side) : side);
  }

  /** Whether there is a sheet on that side, in reading order. @param {1 | -1} step @returns {boolean} */
  has(step) {
    const { here } = this.#standing;
    if (!here) return false;
    const book = this.#open(here);
    return book ? Boolean(book.places[book.indexOf(here) + step]) : here.page + step >= 1 && here.page + step <= this.pages;
  }

  /** Shows anew where I stand: what failed is tried again, another way to view takes hold. */
  retry() {
    this.#showing = null;
    void this.#show();
  }

  /** The open book, if it is the one of this place. @param {Place} place @returns {Book | null} */
  #open(place) {
    return this.book?.facts.version === place.version ? this.book : null;
  }

  /** Whether two places are on one sheet here. @param {Place | null} one @param {Place | null} other @returns {boolean} */
  #alike(one, other) {
    if (!one || !other) return one === other;
    if (one.version !== other.version) return this.#counterparts(one, other);
    const book = this.#open(one);
    return book ? book.indexOf(one) === book.indexOf(other) : same(one, other);
  }

  /** Whether one of two places took the other's in another version, while that was open here. @param {Place} one @param {Place} other @returns {boolean} */
  #counterparts(one, other) {
    const { lineage } = this.#meeting;
    if (this.overtaken !== one.version && this.overtaken !== other.version) return false;
    return same(lineage.onward(one), lineage.onward(other));
  }

  async #show() {
    const { here } = this.#standing;
    if (!here || same(here, this.#showing)) return;
    this.#showing = here;
    const { still } = this;
    const known = this.#versions.now(here.version);
    try {
      const facts = known ?? (await this.#versions.get(here.version));
      if (!same(here, this.#standing.here)) return;
      this.#left.set(here.version, here);
      if (here.version !== this.overtaken) this.overtaken = null;
      this.#view.show(this.#bind(facts), here, still);
      this.arrived.send(here);
    } catch {
      if (same(here, this.#standing.here)) this.failed.send(here);
    }
  }

  /** @param {VersionFacts} facts @returns {Book} the paper as it is to be viewed now */
  #bind(facts) {
    const choice = this.#choices.of(facts);
    if (this.book?.facts !== facts || this.book.choice !== choice) this.book = new Book(facts, choice);
    return this.book;
  }
}
