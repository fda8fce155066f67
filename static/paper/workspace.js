import { Signal } from '../record/signal.js';
import { Divider } from './divider.js';

/**
 * @import { Place, Strength } from '../record/types.js'
 * @import { Pane } from './pane.js'
 * @import { Standing } from './place.js'
 * @import { Words } from './words.js'
 */

/** More would leave no paper readable. */
const MOST = 3;

/** The papers on the desk: which panes there are, which one is in hand, which one follows the called page. */
export class Workspace {
  #box;
  #make;
  #words;
  /** In the order in which they stand. @type {Pane[]} */
  panes = [];
  /** The pane in hand: buttons and keys are for it. @type {Pane} */
  active;
  /** The pane that follows the called page, and whose pages the presenter calls. @type {Pane} */
  follower;
  /** Another pane is in hand, another one follows, one came, went or moved. @type {Signal<void>} */
  moved = new Signal();
  /** @type {Signal<Pane>} */
  opened = new Signal();

  /** @param {HTMLElement} box @param {() => Pane} make makes a pane that is not shown yet @param {Words} words */
  constructor(box, make, words) {
    this.#box = box;
    this.#make = make;
    this.#words = words;
    this.active = this.#add(0);
    this.follower = this.active;
    this.follower.standing.attach();
    this.#lay();
  }

  /** Where the pane that follows stands. @returns {Standing} */
  get standing() {
    return this.follower.standing;
  }

  /** @returns {boolean} whether another pane would leave all readable */
  get roomy() {
    return this.panes.length < MOST;
  }

  /** Somebody called a page for all. @param {Place} place @param {boolean} [anew] just now @param {Strength} [strength] */
  call(place, anew = true, strength = 'bring') {
    for (const pane of this.panes) pane.standing.call(place, anew, strength);
  }

  /** Nobody is kept at the called page any more. */
  release() {
    for (const pane of this.panes) pane.standing.release();
  }

  /** Nobody calls pages any more. */
  dismiss() {
    for (const pane of this.panes) pane.standing.dismiss();
  }

  /** Puts an empty pane beside the one in hand, which stays what it is; or takes one that can be spared. @returns {Pane} */
  beside() {
    const spare = this.panes.findLast((pane) => pane !== this.active && pane !== this.follower)
      ?? this.panes.find((pane) => pane !== this.active);
    const pane = this.roomy || !spare ? this.#add(this.panes.indexOf(this.active) + 1) : spare;
    this.#lay();
    this.activate(pane);
    return pane;
  }

  /** Takes a pane away; the last one stays. @param {Pane} pane */
  close(pane) {
    const index = this.panes.indexOf(pane);
    if (index < 0 || this.panes.length < 2) return;
    this.panes.splice(index, 1);
    const next = /** @type {Pane} */ (this.panes[index] ?? this.panes.at(-1));
    pane.close();
    if (this.follower === pane) this.#hand(next);
    if (this.active === pane) this.active = next;
    this.#lay();
    next.focus();
    this.moved.send();
  }

  /** A pane changes its place with the one after it, the last with the one before. @param {Pane} pane */
  swap(pane) {
    const index = this.panes.indexOf(pane);
    const other = index + 1 < this.panes.length ? index + 1 : index - 1;
    const neighbour = this.panes[other];
    if (!neighbour) return;
    this.panes[other] = pane;
    this.panes[index] = neighbour;
    this.#lay();
    this.moved.send();
  }

  /** @param {Pane} pane */
  activate(pane) {
    if (this.active === pane) return;
    this.active = pane;
    this.#mark();
    this.moved.send();
  }

  /** From now on this pane follows the called page, and the others stay. @param {Pane} pane */
  follow(pane) {
    if (this.follower === pane) return;
    this.follower.standing.detach();
    this.#hand(pane);
    this.#mark();
    this.moved.send();
  }

  /** @param {Pane} pane */
  #hand(pane) {
    this.follower = pane;
    pane.standing.attach();
  }

  /** @param {number} index @returns {Pane} */
  #add(index) {
    const pane = this.#make();
    pane.standing.called = this.panes[0]?.standing.called ?? null;
    this.panes.splice(index, 0, pane);
    pane.standing.moved.listen(() => this.moved.send());
    pane.touched.listen(() => this.activate(pane));
    this.opened.send(pane);
    return pane;
  }

  /** Puts panes and dividers in their order. */
  #lay() {
    const several = this.panes.length > 1;
    const held = document.activeElement;
    const dividers = this.panes.slice(1).map((pane, i) => (
      new Divider(/** @type {Pane} */ (this.panes[i]), pane, this.#words, this.moved)
    ));
    this.#box.replaceChildren(...this.panes.flatMap((pane, i) => {
      const bar = dividers[i - 1]?.bar;
      return bar ? [bar, pane.root] : [pane.root];
    }));
    for (const one of dividers) one.show();
    if (held instanceof HTMLElement && this.#box.contains(held)) held.focus({ preventScroll: true });
    this.#box.dataset.panes = String(this.panes.length);
    for (const pane of this.panes) pane.share(several);
    this.#mark();
  }

  #mark() {
    for (const pane of this.panes) {
      pane.mark({ active: pane === this.active, follows: pane === this.follower });
    }
  }
}
