import { Along } from './along.js';
import { Eraser } from './eraser.js';
import { touches } from './hits.js';
import { Lasso, moved, placeOf } from './lasso.js';
import { leafAt, onPage, sizeOf } from './leaves.js';
import { lineLook, plateLook } from './makers.js';
import { Pen } from './pen.js';
import { Setting } from './setting.js';
import { Signal } from '../record/signal.js';

/**
 * @import { Look } from './brush.js'
 * @import { WritingDesk } from './desk.js'
 * @import { Leaf, Spot } from './leaves.js'
 * @import { Beginning, Where } from './pen.js'
 * @import { Tip } from './pointers.js'
 * @import { Stroke } from './strokes.js'
 * @import { TipName } from './tool_facts.js'
 * @import { SheetView } from './view.js'
 */

/** A tap that may lie so far beside what it means is none at the edge, CSS px. */
const TAP = 10;
/** How near to the page's edge a box of text comes, and the narrowest it begins with, pt. */
const EDGE = 12;
const NARROWEST = 90;

/** All that can work on one pane's page in the hand's stead. */
export class PaneTips {
  #desk;
  #view;
  #stage;
  #shown;
  #refuses;
  /** @type {DOMRect | null} */
  #lies = null;
  pen;
  eraser;
  line;
  words;
  placer;
  lasso;
  /** A mark is finished, and only to be written down. @type {Signal<{look: Look, where: Where}>} */
  finished = new Signal();

  /** Somebody touched a mark to know what it says. @type {Signal<Stroke>} */
  asked = new Signal();

  /** @param {HTMLElement} stage @param {WritingDesk} desk @param {SheetView} view @param {{shown: (leaf: Leaf) => Stroke[], refuses: () => boolean}} page what is seen on a leaf; whether nobody may write there */
  constructor(stage, desk, view, { shown, refuses }) {
    this.#desk = desk;
    this.#view = view;
    this.#stage = stage;
    this.#shown = shown;
    this.#refuses = refuses;
    const { tools } = desk;
    const begin = (/** @type {Spot} */ spot) => this.#begin(spot);
    const scale = () => view.viewport.scale;
    this.pen = new Pen(tools, begin);
    this.eraser = new Eraser(tools, (spot) => this.#under(spot), scale);
    this.line = new Setting(begin, (from, to) => lineLook(tools, from, to));
    this.words = new Along(tools, begin, ({ page }) => desk.textOf(view.open?.book.facts.digest ?? '', page));
    this.placer = new Setting(begin, (_, to) => plateLook(tools, to));
    this.lasso = new Lasso(tools, (spot) => this.#ground(spot), (mark) => this.#mine(mark), scale);
    for (const tip of [this.pen, this.line, this.words]) tip.finished.listen((stroke) => this.finished.send(stroke));
    this.placer.finished.listen(({ look, where }) => {
      const there = desk.seen(where.version, where.page).findLast((mark) => mark.tool === look.tool && this.#meets(mark, look));
      if (look.tool === 'stamp') this.finished.send({ look, where });
      else if (there) this.asked.send(there);
      else desk.composing.begin(...this.#inside(look, where));
    });
    this.lasso.asked.listen((mark) => this.asked.send(mark));
  }

  /** By name, those first that have others work for them. @returns {Record<TipName, Tip>} */
  get all() {
    const { words, line, placer, lasso, eraser, pen } = this;
    return { words, line, placer, lasso, eraser, pen };
  }

  /** The marks under way, but for what is rubbed out. @returns {{look: Look, where: Omit<Where, 'id'>}[]} */
  get underWay() {
    return [this.pen, this.line, this.words, this.placer].flatMap(({ stroke }) => stroke ?? []);
  }

  /** What is chosen and being moved, where it is seen now. @returns {{look: Look, where: Omit<Where, 'id'>}[]} */
  get carried() {
    const { shift } = this.lasso;
    return shift ? this.chosen.map((mark) => ({ look: moved(mark, shift), where: placeOf(mark) })) : [];
  }

  /** The marks that are chosen. @returns {Stroke[]} */
  get chosen() {
    const { chosen } = this.lasso;
    if (!chosen) return [];
    return this.#desk.strokes.on(chosen.version, chosen.page).filter(({ id }) => chosen.ids.has(id));
  }

  /** A finger tapped while one writes: what only needs a place is set there, but for the edge, where pages are turned. @param {Spot} spot of the stage, CSS px @param {number} reach CSS px @returns {boolean} */
  tap({ x, y }, reach) {
    if (this.#desk.tools.tip !== 'placer' || reach < TAP) return false;
    const { left, top } = this.#stage.getBoundingClientRect();
    return this.placer.tap({ x: x + left, y: y + top });
  }

  /** Whether no hand is at work. @returns {boolean} */
  get idle() {
    return Object.values(this.all).every(({ pointer }) => pointer === null);
  }

  /** The hand is taken off the page: what it wrote until now counts. */
  finish() {
    for (const tip of Object.values(this.all)) if (tip.pointer !== null) tip.up();
  }

  /** Where the stage lies on the screen: asked once for all that is done at one go, since one event brings many points. @returns {DOMRect} */
  #place() {
    if (!this.#lies) queueMicrotask(() => {
      this.#lies = null;
    });
    return this.#lies ??= this.#stage.getBoundingClientRect();
  }

  /** The leaf under a spot of the screen. @param {Spot} spot client px @returns {{leaf: Leaf, toPage: (spot: Spot) => Spot} | null} */
  leaf(spot) {
    const { open, viewport } = this.#view;
    if (!open) return null;
    const toSheet = (/** @type {Spot} */ { x, y }) => {
      const { left, top } = this.#place();
      return viewport.toSheet(x - left, y - top);
    };
    const leaf = leafAt(open.sheet, toSheet(spot));
    return { leaf, toPage: (one) => onPage(leaf, toSheet(one)) };
  }

  /** A mark begins: it belongs to one page, wherever it goes. @param {Spot} spot client px @returns {Beginning | null} */
  #begin(spot) {
    const { open } = this.#view;
    const found = this.leaf(spot);
    if (!open || !found || this.#refuses()) return null;
    const { tools, writer } = this.#desk;
    // Without the toolbar in sight nobody could see that others read along.
    const { layer, group } = tools.writing ? tools : /** @type {const} */ ({ layer: 'private', group: null });
    const { version } = open.book.facts;
    return { where: { id: writer.name(), version, page: found.leaf.page, layer, group }, toPage: found.toPage };
  }

  /** What lies under the eraser: a spot of a page, and my marks there. @param {Spot} spot client px */
  #under(spot) {
    const found = this.leaf(spot);
    if (!found || this.#refuses()) return null;
    return { at: found.toPage(spot), strokes: this.#shown(found.leaf).filter((mark) => this.#mine(mark)) };
  }

  /** @param {Spot} spot client px */
  #ground(spot) {
    const { open } = this.#view;
    const found = this.leaf(spot);
    if (!open || !found || this.#refuses()) return null;
    const { leaf, toPage } = found;
    return { version: open.book.facts.version, page: leaf.page, toPage, marks: this.#shown(leaf) };
  }

  /** A note that begins here, and how much room its words have beside the page's edge. @param {Look} look @param {Where} where @returns {[Look, Where, {room: number}]} */
  #inside(look, where) {
    const { open } = this.#view;
    const [at] = look.trail;
    const width = open ? sizeOf(open.book.facts, where.page).width : Infinity;
    const x = Math.min(at?.x ?? 0, width - EDGE - NARROWEST);
    const placed = look.tool === 'text' && at ? moved(look, { x: x - at.x, y: 0 }) : look;
    return [placed, where, { room: width - EDGE - x }];
  }

  /** Whether a mark lies where another one would be set. @param {Stroke} mark @param {Look} look @returns {boolean} */
  #meets(mark, { trail: [at] }) {
    return at !== undefined && touches(mark, at, 0);
  }

  /** @param {Stroke} mark @returns {boolean} */
  #mine({ by }) {
    return by === this.#desk.me;
  }
}
