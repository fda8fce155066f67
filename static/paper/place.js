import { Signal } from '../record/signal.js';

/**
 * @import { Place, Strength } from '../record/types.js'
 */

/** @param {Place | null} one @param {Place | null} other @returns {boolean} */
export function same(one, other) {
  return one?.version === other?.version && one?.page === other?.page && (one?.half ?? 1) === (other?.half ?? 1);
}

/** A place one jumped away from, and whether all were led away from it. @typedef {{place: Place, led: boolean}} Left */

/** Jumps that can be gone back. */
const MOST_KEPT = 50;

/**
 * Where this tablet stands: the page shown, the page called for all, and the ways back.
 *
 * Only an attached one is moved by calls: of several panes one follows, the others stay.
 * Following means that each call moves this tablet. Paging by oneself leaves it; going to
 * the called page, by whatever way, is following again. A call that passes where one reads is not.
 */
export class Standing {
  /** The page shown. @type {Place | null} */
  here = null;
  /** The page called for all. @type {Place | null} */
  called = null;
  /** Where one was before each jump, the latest last; turning leaf by leaf is no jump. @type {Left[]} */
  past = [];
  /** Where one was before going back, the next to go to last. @type {Left[]} */
  ahead = [];
  following = false;
  #attached = false;
  /** Whether the chair keeps me at the called page. */
  #held = false;
  /** I asked for another page while I am kept here. @type {Signal<void>} */
  kept = new Signal();
  /** Whether two places are seen at once; who shows them knows. */
  alike = same;
  /** @type {Signal<void>} */
  moved = new Signal();
  /** My own call that the record has not answered yet. @type {Place | null} */
  #leading = null;

  /** Whether what is shown is not the called page, or is by chance. @returns {boolean} */
  get away() {
    return this.called !== null && !(this.following && this.alike(this.here, this.called));
  }

  /** From now on calls move this, as soon as it stands at the called page. */
  attach() {
    this.#attached = true;
    this.stray();
  }

  /** From now on no call moves this. */
  detach() {
    this.#attached = false;
    this.#held = false;
    this.stray();
  }

  /**
   * Somebody called a page for all.
   * @param {Place} place
   * @param {boolean} [anew] whether it was called just now; what was said before moves nobody who sees it, or what it was before it was replaced
   * @param {Strength} [strength] an offer moves nobody who reads something; who is held goes there even if not following
   */
  call(place, anew = true, strength = 'bring') {
    this.called = place;
    this.#held = this.#attached && strength === 'hold';
    if (this.#held) this.following = true;
    if (same(place, this.#leading)) this.#leading = null;
    // While my own newer call is under way an older one coming back must not turn the page.
    const waits = strength === 'offer' && this.here !== null;
    if (this.following && !waits && !this.#leading && (anew || !this.alike(place, this.here))) this.here = place;
    this.moved.send();
  }

  /** Pages were replaced: the ways back and forward lead to what took their place. @param {(place: Place) => Place} onward */
  renew(onward) {
    const led = (/** @type {Left} */ { place, led: all }) => ({ place: onward(place), led: all });
    this.past = this.past.map(led);
    this.ahead = this.ahead.map(led);
    if (this.called) this.called = onward(this.called);
    if (this.#leading) this.#leading = onward(this.#leading);
    this.moved.send();
  }

  /** The page shown has another place now: nobody went anywhere. @param {Place} place */
  resettle(place) {
    this.here = place;
    this.moved.send();
  }

  /** Pages are called no more: each reads alone, with no way there and none back. */
  dismiss() {
    this.called = null;
    this.#leading = null;
    this.#held = false;
    this.moved.send();
  }

  /** Nobody is kept anywhere, as nobody could be let go without a line. */
  release() {
    this.#held = false;
    this.moved.send();
  }

  /** Whether I am kept at the called page. @returns {boolean} */
  get held() {
    return this.#held;
  }

  /** Says so where I am kept here. @returns {boolean} */
  #stays() {
    if (this.#held) this.kept.send();
    return this.#held;
  }

  /** Shows something to begin with; the first call still moves this tablet. @param {Place} place */
  begin(place) {
    this.here = place;
    this.moved.send();
  }

  /**
   * I go somewhere by myself.
   * @param {Place} place
   * @param {boolean} [turning] to the leaf beside this one
   */
  wander(place, turning = false) {
    if (!this.alike(place, this.called) && this.#stays()) return;
    if (!turning) this.#leave(false);
    this.here = place;
    this.following = this.#attached && this.alike(place, this.called);
    this.moved.send();
  }

  /**
   * I call a page for all, and see it at once.
   * @param {Place} place
   * @param {boolean} [turning] to the leaf beside this one
   */
  lead(place, turning = false) {
    if (!turning) this.#leave(true);
    this.here = place;
    this.following = true;
    this.#leading = same(place, this.called) ? null : place;
    this.moved.send();
  }

  /** My call will not be answered: I stay where I am, by myself. */
  stray() {
    this.#leading = null;
    this.following = this.#attached && (this.called === null || this.alike(this.here, this.called));
    this.moved.send();
  }

  /** I go to the called page and can come back. */
  join() {
    if (!this.called) return;
    if (!this.alike(this.here, this.called)) this.#leave(false);
    this.here = this.called;
    this.following = true;
    this.moved.send();
  }

  /**
   * I go back to where I was before the last jump, or forward again.
   * @param {'back' | 'forward'} way
   * @param {(left: Left) => void} go by myself, or calling the page for all where all were led away
   */
  pass(way, go) {
    if (this.#stays()) return;
    const [from, to] = way === 'back' ? [this.past, this.ahead] : [this.ahead, this.past];
    const left = from.pop();
    if (!left) return;
    if (this.here) to.push({ place: this.here, led: left.led });
    go(left);
  }

  /** Keeps the place I jump away from. @param {boolean} led */
  #leave(led) {
    if (!this.here) return;
    this.past = [...this.past, { place: this.here, led }].slice(-MOST_KEPT);
    this.ahead = [];
  }
}
