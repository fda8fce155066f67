import { letterAt, rangeOf } from '../record/word_range.js';
import { Signal } from '../record/signal.js';
import { point } from './makers.js';
import { Pen } from './pen.js';

/**
 * @import { PageText } from '../record/page_texts.js'
 * @import { Look } from './brush.js'
 * @import { Spot } from './leaves.js'
 * @import { Beginning, Where } from './pen.js'
 * @import { Tools } from './tools.js'
 */

/** A page's words where they are here, null where it has none, or a promise of either. @typedef {PageText | null | Promise<PageText | null>} Awaited */

/**
 * Marks a page's words from letter to letter, one bar a line. Where a page has none, or they do not come in time,
 * the marker is led by the hand as ever, and that is said.
 */
export class Along {
  #tools;
  #begin;
  #textOf;
  /** @type {Beginning & {from: Spot, to: Spot, look: Look | null} | null} */
  #under = null;
  /** @type {PageText | null} */
  #text = null;
  /** Draws by hand as long as no words are known. */
  #free;
  /** @type {number | null} */
  pointer = null;
  /** @type {Signal<void>} */
  moved = new Signal();
  /** @type {Signal<{look: Look, where: Where}>} */
  finished = new Signal();
  /** The marker went by hand. @type {Signal<void>} */
  wordless = new Signal();

  /** @param {Tools} tools @param {(spot: Spot) => Beginning | null} begin @param {(where: Where) => Awaited} textOf */
  constructor(tools, begin, textOf) {
    this.#tools = tools;
    this.#begin = begin;
    this.#textOf = textOf;
    this.#free = new Pen(tools, (spot) => (this.#under ? { where: this.#under.where, toPage: this.#under.toPage } : begin(spot)));
    this.#free.moved.listen(() => this.moved.send());
    this.#free.finished.listen((stroke) => this.finished.send(stroke));
  }

  /** @returns {{look: Look, where: Where} | null} */
  get stroke() {
    if (!this.#text || !this.#under) return this.#free.stroke;
    const { look, where } = this.#under;
    return look ? { look, where } : null;
  }

  /** @returns {boolean} */
  get isDot() {
    return this.#free.isDot;
  }

  /** @param {PointerEvent} event */
  down(event) {
    const spot = { x: event.clientX, y: event.clientY };
    const beginning = this.#begin(spot);
    if (!beginning) return;
    const at = beginning.toPage(spot);
    const under = this.#under = { ...beginning, from: at, to: at, look: null };
    this.pointer = event.pointerId;
    const text = this.#textOf(beginning.where);
    this.#text = text instanceof Promise ? null : text;
    if (text instanceof Promise) {
      void text.then((come) => {
        if (!come || this.#under !== under) return;
        this.#text = come;
        this.#mark();
      });
    }
    // It goes along in any case: it knows whether the hand has moved.
    this.#free.down(event);
  }

  /** @param {PointerEvent} event */
  move(event) {
    if (!this.#under) return;
    this.#under.to = this.#under.toPage({ x: event.clientX, y: event.clientY });
    this.#free.move(event);
    if (this.#text) this.#mark();
  }

  up() {
    const { stroke } = this;
    const words = this.#text !== null;
    this.#end();
    if (!words) {
      this.#free.up();
      this.wordless.send();
    } else {
      this.#free.discard();
      if (stroke) this.finished.send(stroke);
    }
  }

  discard() {
    this.#end();
    this.#free.discard();
  }

  #end() {
    [this.pointer, this.#under, this.#text] = [null, null, null];
  }

  #mark() {
    const [under, lines] = [this.#under, this.#text?.lines ?? []];
    if (!under) return;
    const [one, other] = [letterAt(lines, under.from), letterAt(lines, under.to)];
    if (!one || !other || this.isDot) return;
    const { pairs, height, text } = rangeOf(lines, one, other);
    const trail = pairs.flat().map(point);
    under.look = trail.length ? { tool: 'words', color: this.#tools.color, width: height, trail, text } : null;
    this.moved.send();
  }
}
