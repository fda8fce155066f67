import { Signal } from '../record/signal.js';
import { same } from './place.js';

/**
 * @import { Meeting } from '../record/meeting.js'
 * @import { Place } from '../record/types.js'
 * @import { Leading } from './leading.js'
 * @import { Standing } from './place.js'
 * @import { Versions } from './versions.js'
 * @import { PageView } from './view.js'
 */

/** Goes to pages: by myself or, as the presenter, for all; and shows the page where I stand. */
export class Navigator {
  #meeting;
  #standing;
  #leading;
  #versions;
  #view;
  /** @type {Place | null} */
  #showing = null;
  /** @type {Signal<Place>} */
  arrived = new Signal();
  /** A paper could not be opened. @type {Signal<Place>} */
  failed = new Signal();
  /** There is no page on that side. @type {Signal<'first_page' | 'last_page'>} */
  ended = new Signal();

  /** @param {{meeting: Meeting, standing: Standing, leading: Leading, versions: Versions, view: PageView}} parts */
  constructor({ meeting, standing, leading, versions, view }) {
    this.#meeting = meeting;
    this.#standing = standing;
    this.#leading = leading;
    this.#versions = versions;
    this.#view = view;
    standing.moved.listen(() => void this.#show());
  }

  /** @returns {number} pages of the open paper, 0 where none is */
  get pages() {
    const { here } = this.#standing;
    return here ? (this.#meeting.paper(here.version)?.pages ?? this.#versions.now(here.version)?.pages ?? 0) : 0;
  }

  /** @param {number} version @param {number} page */
  go(version, page) {
    const place = { version, page };
    if (same(place, this.#standing.here)) return;
    if (this.#leading.active) this.#leading.call(place);
    else this.#standing.wander(place);
  }

  /** @param {number} page in the open paper; beyond its ends nothing happens but a word */
  turnTo(page) {
    const { here } = this.#standing;
    if (!here) return;
    if (page < 1) this.ended.send('first_page');
    else if (page > this.pages) this.ended.send('last_page');
    else this.go(here.version, page);
  }

  /** @param {1 | -1} step */
  turn(step) {
    const { here } = this.#standing;
    if (here) this.turnTo(here.page + step);
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
      this.#view.show(facts, here.page);
      this.arrived.send(here);
    } catch {
      if (same(here, this.#standing.here)) this.failed.send(here);
    }
  }
}
