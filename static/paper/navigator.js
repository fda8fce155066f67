import { Signal } from '../record/signal.js';
import { Book } from './book.js';
import { same } from './place.js';

/**
 * @import { Meeting } from '../record/meeting.js'
 * @import { Place, VersionFacts } from '../record/types.js'
 * @import { Standing } from './place.js'
 * @import { Versions } from './versions.js'
 * @import { SheetView } from './view.js'
 */

/**
 * `lead` calls a place for all, where paging here does that, and says whether it did.
 * @typedef {{meeting: Meeting, standing: Standing, versions: Versions, view: SheetView,
 *   lead: (place: Place, turning: boolean) => boolean}} Parts
 */

/** Goes to pages in a pane: by myself or, as the presenter, for all; and shows the sheet where I stand. */
export class Navigator {
  #meeting;
  #standing;
  #versions;
  #view;
  #lead;
  /** @type {Place | null} */
  #showing = null;
  /** What was known of the open paper when it was shown. @type {VersionFacts | null} */
  #facts = null;
  /** The page last read in each paper, to come back to. @type {Map<number, number>} */
  #left = new Map();
  /** @type {Signal<Place>} */
  arrived = new Signal();
  /** A paper could not be opened. @type {Signal<Place>} */
  failed = new Signal();
  /** There is no page on that side. @type {Signal<'first_page' | 'last_page'>} */
  ended = new Signal();

  /** @param {Parts} parts */
  constructor({ meeting, standing, versions, view, lead }) {
    this.#meeting = meeting;
    this.#standing = standing;
    this.#versions = versions;
    this.#view = view;
    this.#lead = lead;
    standing.moved.listen(() => void this.#show());
    versions.learnt.listen((facts) => {
      if (this.#facts?.version === facts.version && this.#facts !== facts) this.retry();
    });
  }

  /** @returns {number} pages of the open paper, 0 where none is */
  get pages() {
    const { here } = this.#standing;
    return here ? (this.#meeting.paper(here.version)?.pages ?? this.#versions.now(here.version)?.pages ?? 0) : 0;
  }

  /** @param {Place} place @param {boolean} [turning] to the leaf beside this one, which is no jump to go back from */
  go(place, turning = false) {
    if (same(place, this.#standing.here)) return;
    if (!this.#lead(place, turning)) this.#standing.wander(place, turning);
  }

  /** Goes back to where I was before the last jump, or forward again. @param {'back' | 'forward'} way */
  pass(way) {
    this.#standing.pass(way, ({ place, led }) => {
      if (!led || !this.#lead(place, true)) this.#standing.wander(place, true);
    });
  }

  /** Opens a paper where it was last read. @param {number} version */
  open(version) {
    this.go({ version, page: this.#left.get(version) ?? 1 });
  }

  /** @param {number} page in the open paper; beyond its ends nothing happens but a word @param {boolean} [turning] */
  turnTo(page, turning = false) {
    const { here } = this.#standing;
    if (!here) return;
    if (page < 1) this.ended.send('first_page');
    else if (page > this.pages) this.ended.send('last_page');
    else this.go({ version: here.version, page }, turning);
  }

  /** @param {1 | -1} step */
  turn(step) {
    const { here } = this.#standing;
    if (here) this.turnTo(here.page + step, true);
  }

  /** Tries again to open the paper that failed. */
  retry() {
    this.#showing = null;
    void this.#show();
  }

  async #show() {
    const { here } = this.#standing;
    if (!here || same(here, this.#showing)) return;
    this.#showing = here;
    const known = this.#versions.now(here.version);
    try {
      const facts = known ?? (await this.#versions.get(here.version));
      if (!same(here, this.#standing.here)) return;
      this.#facts = facts;
      this.#left.set(here.version, here.page);
      this.#view.show(new Book(facts), here);
      this.arrived.send(here);
    } catch {
      if (same(here, this.#standing.here)) this.failed.send(here);
    }
  }
}
