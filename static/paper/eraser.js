import { Signal } from '../record/signal.js';
import { cut } from './cutting.js';
import { touches } from './hits.js';

/**
 * @import { Look } from './brush.js'
 * @import { Point } from './codec.js'
 * @import { Spot } from './leaves.js'
 * @import { Where } from './pen.js'
 * @import { Stroke } from './strokes.js'
 * @import { Tools } from './tools.js'
 */

/** How near the eraser must come, CSS px. */
const REACH = 12;
/** CSS px within which a touch is still a dot. */
const DOT = 12;
/** Of these a part can be taken; of all else the whole goes. @type {Set<string>} */
const DIVISIBLE = new Set(['pen', 'highlighter', 'line', 'words']);

/** A stroke under the eraser, and what is left of it. @typedef {{stroke: Stroke, trails: Point[][]}} Left */
/** @typedef {{ids: string[], pieces: {look: Look, where: Omit<Where, 'id'>}[]}} Erasure */

/** Rubs out strokes, or the parts of them that it touches on its way; what it did counts at its end. */
export class Eraser {
  #tools;
  #under;
  #scale;
  /** By id. @type {Map<string, Left>} */
  #touched = new Map();
  /** Where it is, and came down, client px. @type {{at: Spot, start: Spot, far: number} | null} */
  #way = null;
  /** @type {number | null} */
  pointer = null;
  /** @type {Signal<void>} */
  moved = new Signal();
  /** @type {Signal<Erasure>} */
  finished = new Signal();

  /**
   * @param {Tools} tools
   * @param {(spot: Spot) => {at: Spot, strokes: Stroke[]} | null} under from client px to pt of the page
   *   there, and the strokes on it that I may erase
   * @param {() => number} scale CSS px per pt
   */
  constructor(tools, under, scale) {
    this.#tools = tools;
    this.#under = under;
    this.#scale = scale;
  }

  /** What it took until now, and what it left of that. @returns {Erasure} */
  get erasure() {
    return {
      ids: [...this.#touched.keys()],
      pieces: [...this.#touched.values()].flatMap(({ stroke, trails }) => trails.map((trail) => pieceOf(stroke, trail))),
    };
  }

  /** Whether it has hardly moved yet. @returns {boolean} */
  get isDot() {
    return this.#way !== null && this.#way.far < DOT;
  }

  /** @param {PointerEvent} event */
  down(event) {
    const spot = { x: event.clientX, y: event.clientY };
    this.pointer = event.pointerId;
    this.#way = { at: spot, start: spot, far: 0 };
    this.move(event);
  }

  /** @param {PointerEvent} event */
  move(event) {
    const all = event.getCoalescedEvents?.() ?? [];
    let news = false;
    for (const each of all.length ? all : [event]) news = this.#go({ x: each.clientX, y: each.clientY }) || news;
    if (news) this.moved.send();
  }

  up() {
    const { erasure } = this;
    this.#end();
    if (erasure.ids.length) this.finished.send(erasure);
  }

  /** It was the first finger of a pinch: everything is as it was. */
  discard() {
    this.#end();
    this.moved.send();
  }

  #end() {
    [this.pointer, this.#way] = [null, null];
    this.#touched = new Map();
  }

  /** Rubs along the way to a spot. @param {Spot} spot client px @returns {boolean} whether something was touched */
  #go(spot) {
    const way = this.#way;
    if (!way) return false;
    const [dx, dy] = [spot.x - way.at.x, spot.y - way.at.y];
    // So close together that nothing slips through between two spots.
    const steps = Math.max(1, Math.ceil(Math.hypot(dx, dy) / REACH));
    let news = false;
    for (let i = 1; i <= steps; i += 1) {
      news = this.#rub({ x: way.at.x + (dx * i) / steps, y: way.at.y + (dy * i) / steps }) || news;
    }
    way.at = spot;
    way.far = Math.max(way.far, Math.hypot(spot.x - way.start.x, spot.y - way.start.y));
    return news;
  }

  /** @param {Spot} spot client px @returns {boolean} */
  #rub(spot) {
    const under = this.#under(spot);
    const reach = REACH / this.#scale();
    const parts = this.#tools.way === 'part';
    let news = false;
    for (const stroke of under?.strokes ?? []) {
      if (under && touches(stroke, under.at, reach)) news = this.#take(stroke, under.at, reach, parts) || news;
    }
    return news;
  }

  /** @param {Stroke} stroke @param {Spot} at pt @param {number} reach pt @param {boolean} parts @returns {boolean} */
  #take(stroke, at, reach, parts) {
    const left = this.#touched.get(stroke.id)?.trails ?? trailsOf(stroke);
    if (!parts || !DIVISIBLE.has(stroke.tool)) {
      if (!left.length) return false;
      this.#touched.set(stroke.id, { stroke, trails: [] });
      return true;
    }
    let news = false;
    const trails = left.flatMap((trail) => {
      const rest = cut(trail, at, reach + stroke.width / 2);
      news ||= rest !== null;
      return rest ?? [trail];
    });
    if (news) this.#touched.set(stroke.id, { stroke, trails });
    return news;
  }
}

/** The trails of a stroke; of marked words one a line, as much shorter as a free marker's round ends are longer. @param {Stroke} stroke @returns {Point[][]} */
function trailsOf({ tool, trail, width }) {
  if (tool !== 'words') return [trail];
  return trail.flatMap((from, i) => {
    const to = trail[i + 1];
    if (i % 2 || !to) return [];
    const share = Math.min(0.5, width / 2 / Math.max(0.1, Math.hypot(to.x - from.x, to.y - from.y)));
    const inward = (/** @type {Point} */ one, /** @type {Point} */ other) => (
      { ...one, x: one.x + (other.x - one.x) * share, y: one.y + (other.y - one.y) * share });
    return [[inward(from, to), inward(to, from)]];
  });
}

/** What is left of marked words is led by the hand: it is no longer those words. @param {Stroke} stroke @param {Point[]} trail @returns {Erasure['pieces'][number]} */
function pieceOf({ tool, color, width, version, page, layer, group }, trail) {
  return { look: { tool: tool === 'words' ? 'highlighter' : tool, color, width, trail }, where: { version, page, layer, group } };
}
