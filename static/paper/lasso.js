import { Signal } from '../record/signal.js';
import { around, encloses, touches } from './hits.js';

/**
 * @import { Look } from './brush.js'
 * @import { Spot } from './leaves.js'
 * @import { Where } from './pen.js'
 * @import { Stroke } from './strokes.js'
 * @import { Tools } from './tools.js'
 * @import { Box } from './viewport.js'
 */

/** CSS px within which a touch is still a dot, and how near it must come to a mark. */
const DOT = 12;
/** How far beside the box of what is chosen a hand still takes hold of it, CSS px. */
const GRASP = 16;

/** A page under the hand, the way to its pt, and what is written there, the lowest first. @typedef {{version: number, page: number, toPage: (spot: Spot) => Spot, marks: Stroke[]}} Ground */
/** What is chosen: marks of one page, by id. @typedef {{version: number, page: number, ids: Set<string>}} Chosen */
/** @typedef {{x: number, y: number}} Shift */

/** Chooses marks by a loop or a box about them, or by a tap, and moves what is chosen. */
export class Lasso {
  #tools;
  #under;
  #mine;
  #scale;
  /** @type {{ground: Ground, start: Spot, from: Spot, far: number, moves: boolean} | null} */
  #way = null;
  /** The loop under way, pt of its page. @type {Spot[]} */
  loop = [];
  /** @type {Chosen | null} */
  chosen = null;
  /** How far what is chosen is moved and not yet written down, pt. @type {Shift | null} */
  shift = null;
  /** @type {number | null} */
  pointer = null;
  /** The loop, the choice or what is chosen moved. @type {Signal<void>} */
  moved = new Signal();
  /** What is chosen was moved so far. @type {Signal<Shift>} */
  shifted = new Signal();
  /** Somebody tapped a mark that is not mine to move. @type {Signal<Stroke>} */
  asked = new Signal();

  /**
   * @param {Tools} tools
   * @param {(spot: Spot) => Ground | null} under client px
   * @param {(mark: Stroke) => boolean} mine whether I may move a mark
   * @param {() => number} scale CSS px per pt
   */
  constructor(tools, under, mine, scale) {
    this.#tools = tools;
    this.#under = under;
    this.#mine = mine;
    this.#scale = scale;
  }

  /** The page whose loop is under way. @returns {number | null} */
  get page() {
    return this.#way?.ground.page ?? null;
  }

  /** Whether it has hardly moved yet. @returns {boolean} */
  get isDot() {
    return this.#way !== null && this.#way.far < DOT;
  }

  /** Chooses marks of a page, in place of what was chosen. @param {Chosen} chosen */
  choose(chosen) {
    this.chosen = chosen.ids.size ? chosen : null;
    this.shift = null;
    this.moved.send();
  }

  /** Nothing is chosen any more. */
  drop() {
    [this.chosen, this.shift] = [null, null];
    this.moved.send();
  }

  /** Moves what is chosen, by keys. @param {Shift} by pt */
  push({ x, y }) {
    this.shift = { x: (this.shift?.x ?? 0) + x, y: (this.shift?.y ?? 0) + y };
    this.moved.send();
  }

  /** @param {PointerEvent} event */
  down(event) {
    const start = { x: event.clientX, y: event.clientY };
    const ground = this.#under(start);
    if (!ground) return;
    const from = ground.toPage(start);
    this.pointer = event.pointerId;
    this.#way = { ground, start, from, far: 0, moves: this.#holds(ground, from) };
    if (!this.#way.moves) {
      this.loop = [from];
      this.drop();
    }
  }

  /** @param {PointerEvent} event */
  move({ clientX: x, clientY: y }) {
    const way = this.#way;
    if (!way) return;
    way.far = Math.max(way.far, Math.hypot(x - way.start.x, y - way.start.y));
    const at = way.ground.toPage({ x, y });
    if (way.moves) this.shift = way.far < DOT ? null : { x: at.x - way.from.x, y: at.y - way.from.y };
    else if (this.#tools.way === 'box') this.loop = cornersOf(way.from, at);
    else this.loop.push(at);
    this.moved.send();
  }

  up() {
    const [way, loop] = [this.#way, this.loop];
    this.#end();
    if (!way) return;
    if (way.moves) {
      if (this.shift) this.shifted.send(this.shift);
    } else if (way.far < DOT) this.#tap(way.ground, way.from);
    else {
      const { version, page, marks } = way.ground;
      const ids = marks.filter((mark) => this.#mine(mark) && encloses(loop, mark)).map(({ id }) => id);
      this.choose({ version, page, ids: new Set(ids) });
    }
  }

  /** It was the first finger of a pinch. */
  discard() {
    if (this.#way?.moves) this.shift = null;
    this.#end();
    this.moved.send();
  }

  #end() {
    [this.pointer, this.#way, this.loop] = [null, null, []];
  }

  /** Whether a hand there takes hold of what is chosen. @param {Ground} ground @param {Spot} at @returns {boolean} */
  #holds({ version, page, marks }, at) {
    const { chosen } = this;
    if (chosen?.version !== version || chosen.page !== page) return false;
    const box = around(marks.filter(({ id }) => chosen.ids.has(id)));
    const spare = GRASP / this.#scale();
    return box !== null && at.x > box.x - spare && at.x < box.x + box.width + spare
      && at.y > box.y - spare && at.y < box.y + box.height + spare;
  }

  /** @param {Ground} ground @param {Spot} at */
  #tap({ version, page, marks }, at) {
    const reach = DOT / this.#scale();
    const under = marks.filter((mark) => touches(mark, at, reach));
    const mine = under.findLast((mark) => this.#mine(mark));
    const other = under.at(-1);
    if (mine) this.choose({ version, page, ids: new Set([mine.id]) });
    else if (other) this.asked.send(other);
    else this.moved.send();
  }
}

/** @param {Spot} one @param {Spot} other @returns {Spot[]} */
function cornersOf(one, other) {
  return [one, { x: other.x, y: one.y }, other, { x: one.x, y: other.y }];
}

/** Where a mark is, for another one that is to be there too. @param {Stroke} mark @returns {Omit<Where, 'id'>} */
export function placeOf({ version, page, layer, group }) {
  return { version, page, layer, group };
}

/** A mark where it is moved to. @template {Look} T @param {T} look @param {Shift} by pt @returns {T} */
export function moved(look, by) {
  return { ...look, trail: look.trail.map((point) => ({ ...point, x: point.x + by.x, y: point.y + by.y })) };
}

/** The box about what is chosen, where it is moved to. @param {Look[]} looks @param {Shift | null} shift @returns {Box | null} pt */
export function boxOf(looks, shift) {
  const box = around(looks);
  return box && { ...box, x: box.x + (shift?.x ?? 0), y: box.y + (shift?.y ?? 0) };
}
