import { Signal } from '../record/signal.js';

/**
 * @import { Look } from './brush.js'
 * @import { Spot } from './leaves.js'
 * @import { Beginning, Where } from './pen.js'
 */

/** CSS px within which a touch is still a dot. */
const DOT = 12;

/** Makes a mark of where a pointer came down and where it is, pt of the page; null while it is none. @typedef {(from: Spot, to: Spot, where: Where) => Look | null} Maker */

/** Sets a mark that follows from where a pointer came down and where it leaves: a straight line, a stamp, a note's place. */
export class Setting {
  #begin;
  #make;
  /** Client px and pt. @type {Beginning & {start: Spot, from: Spot, far: number, look: Look | null} | null} */
  #under = null;
  /** @type {number | null} */
  pointer = null;
  /** It moved, or is gone. @type {Signal<void>} */
  moved = new Signal();
  /** @type {Signal<{look: Look, where: Where}>} */
  finished = new Signal();

  /** @param {(spot: Spot) => Beginning | null} begin names a new mark on the page under a spot, client px @param {Maker} make */
  constructor(begin, make) {
    this.#begin = begin;
    this.#make = make;
  }

  /** The mark under way. @returns {{look: Look, where: Where} | null} */
  get stroke() {
    const { look, where } = this.#under ?? {};
    return look && where ? { look, where } : null;
  }

  /** Whether the pointer has hardly moved yet. @returns {boolean} */
  get isDot() {
    return this.#under !== null && this.#under.far < DOT;
  }

  /** @param {PointerEvent} event */
  down(event) {
    const start = { x: event.clientX, y: event.clientY };
    const beginning = this.#begin(start);
    if (!beginning) return;
    this.pointer = event.pointerId;
    this.#under = { ...beginning, start, from: beginning.toPage(start), far: 0, look: null };
    this.move(event);
  }

  /** @param {PointerEvent} event */
  move({ clientX: x, clientY: y }) {
    const under = this.#under;
    if (!under) return;
    under.far = Math.max(under.far, Math.hypot(x - under.start.x, y - under.start.y));
    under.look = this.#make(under.from, under.toPage({ x, y }), under.where);
    this.moved.send();
  }

  /** A finger that does not write tapped: a mark is set there all the same. @param {Spot} spot client px @returns {boolean} whether there is a page */
  tap(spot) {
    const beginning = this.pointer === null ? this.#begin(spot) : null;
    const at = beginning?.toPage(spot);
    const look = beginning && at ? this.#make(at, at, beginning.where) : null;
    if (beginning && look) this.finished.send({ look, where: beginning.where });
    return look !== null;
  }

  /** Where the pointer leaves the mark is set. */
  up() {
    const { stroke } = this;
    this.#end();
    if (stroke) this.finished.send(stroke);
    else this.moved.send();
  }

  /** It was the first finger of a pinch: there is none. */
  discard() {
    this.#end();
    this.moved.send();
  }

  #end() {
    [this.pointer, this.#under] = [null, null];
  }
}
