import { Signal } from '../record/signal.js';

/**
 * @import { Place } from '../record/types.js'
 */

/** @param {Place | null} one @param {Place | null} other @returns {boolean} */
export function same(one, other) {
  return one?.version === other?.version && one?.page === other?.page;
}

/**
 * Where this tablet stands: the page shown, the page called for all, and the way back.
 *
 * Following means that each call moves this tablet. Paging by oneself leaves it; going to
 * the called page, by whatever way, is following again. A call that passes where one reads is not.
 */
export class Standing {
  /** The page shown. @type {Place | null} */
  here = null;
  /** The page called for all. @type {Place | null} */
  called = null;
  /** Where one was before the last tap on the way to the called page. @type {Place | null} */
  back = null;
  following = true;
  /** @type {Signal<void>} */
  moved = new Signal();
  /** My own call that the record has not answered yet. @type {Place | null} */
  #leading = null;

  /**
   * Somebody called a page for all.
   * @param {Place} place
   */
  call(place) {
    this.called = place;
    if (same(place, this.#leading)) this.#leading = null;
    // While my own newer call is under way an older one coming back must not turn the page.
    if (this.following && !this.#leading) this.here = place;
    this.moved.send();
  }

  /** Pages are called no more: each reads alone, with no way there and none back. */
  dismiss() {
    this.called = null;
    this.back = null;
    this.#leading = null;
    this.moved.send();
  }

  /** Shows something to begin with; the first call still moves this tablet. @param {Place} place */
  begin(place) {
    this.here = place;
    this.moved.send();
  }

  /** I go somewhere by myself. @param {Place} place */
  wander(place) {
    this.here = place;
    this.back = null;
    this.following = same(place, this.called);
    this.moved.send();
  }

  /** I call a page for all, and see it at once. @param {Place} place */
  lead(place) {
    this.here = place;
    this.back = null;
    this.following = true;
    this.#leading = same(place, this.called) ? null : place;
    this.moved.send();
  }

  /** My call will not be answered: I stay where I am, by myself. */
  stray() {
    this.#leading = null;
    this.following = this.called === null || same(this.here, this.called);
    this.moved.send();
  }

  /** I go to the called page and can come back. */
  join() {
    if (!this.called) return;
    this.back = same(this.here, this.called) ? this.back : this.here;
    this.here = this.called;
    this.following = true;
    this.moved.send();
  }

  /** I go back to where I was before joining. */
  goBack() {
    if (this.back) this.wander(this.back);
  }
}
