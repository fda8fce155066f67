import { Signal } from '../record/signal.js';
import { part } from './dom.js';
import { Eraser } from './eraser.js';
import { Film } from './film.js';
import { Ink } from './ink.js';
import { leafAt, onPage } from './leaves.js';
import { Pen } from './pen.js';

/**
 * @import { Look } from './brush.js'
 * @import { WritingDesk } from './desk.js'
 * @import { Erasure } from './eraser.js'
 * @import { Leaf, Spot } from './leaves.js'
 * @import { Where } from './pen.js'
 * @import { Stroke } from './strokes.js'
 * @import { SheetView } from './view.js'
 * @import { Words } from './words.js'
 */

/** The ink of one pane: pen and eraser on its stage, and the painting of what is written on its leaves. */
export class PaneInk {
  #desk;
  #view;
  #words;
  #stage;
  #box;
  #ink;
  /** Finished strokes that are being written down: still shown by the live film. @type {Set<{look: Look, where: Where}>} */
  #landing = new Set();
  /** Erasures that are being written down. @type {Set<Erasure>} */
  #rubbed = new Set();
  /** The strokes to be seen, by page, until something changes. @type {Map<number, Stroke[]>} */
  #seen = new Map();
  /** @type {(() => void)[]} */
  #stops = [];
  #stale = false;
  /** Whether finished strokes came or went since they were painted. */
  #changed = true;
  /** How many of them are seen. */
  #written = 0;
  /** Whether the films lie over what is seen now, null if they lie wrong; without ink they take no memory. @type {boolean | null} */
  #laid = null;
  #closed = false;
  /** Whether nobody may write on what is shown: it was replaced. */
  readOnly = () => false;
  /** Somebody tried to. @type {Signal<void>} */
  turnedAway = new Signal();
  pen;
  eraser;

  /** @param {HTMLElement} root the pane @param {WritingDesk} desk @param {SheetView} view @param {Words} words */
  constructor(root, desk, view, words) {
    this.#desk = desk;
    this.#view = view;
    this.#words = words;
    this.#stage = part(root, '.stage', HTMLElement);
    this.#box = part(root, '.ink', HTMLElement);
    const [still, live] = ['.still', '.live'].map((name) => new Film(part(root, name, HTMLCanvasElement)));
    this.#ink = new Ink(/** @type {Film} */ (still), /** @type {Film} */ (live));
    this.pen = new Pen(desk.tools, (spot) => this.#begin(spot));
    this.eraser = new Eraser(desk.tools, (spot) => this.#under(spot), () => view.viewport.scale);
    this.#listen();
  }

  /** Lays both films over what is seen now and paints them. */
  lay() {
    this.#laid = null;
    this.#forget();
    this.#paint();
  }

  /** The hand is taken off the page: what it wrote until now counts. */
  finish() {
    this.pen.up();
    this.eraser.up();
  }

  /** The pane goes: a stroke under way counts, nothing is painted any more. */
  close() {
    this.finish();
    this.#closed = true;
    for (const stop of this.#stops) stop();
    this.#ink.free();
  }

  /** Paints what changed of the finished strokes within a frame. */
  refresh() {
    this.#forget();
    this.#repaint();
  }

  #forget() {
    this.#changed = true;
    this.#seen.clear();
  }

  /** Paints the strokes under way within a frame. */
  #repaint() {
    if (this.#stale) return;
    this.#stale = true;
    requestAnimationFrame(() => this.#paint());
  }

  #listen() {
    const { strokes, previews, telling } = this.#desk;
    this.#stops = [strokes.changed.listen(({ version, page }) => {
      const { open } = this.#view;
      if (open?.book.facts.version !== version) return;
      if (open.sheet.leaves.some((leaf) => leaf.page === page)) this.refresh();
    }), previews.changed.listen(() => this.#repaint())];
    this.eraser.moved.listen(() => {
      this.#changed = true;
      this.#repaint();
    });
    this.eraser.finished.listen((erasure) => void this.#rub(erasure));
    this.pen.moved.listen(() => {
      if (this.pen.stroke) telling.tell(this.pen.stroke, performance.now());
      else telling.drop();
      this.#repaint();
    });
    this.pen.finished.listen((stroke) => void this.#land(stroke));
  }

  /** @param {{look: Look, where: Where}} stroke */
  async #land(stroke) {
    this.#landing.add(stroke);
    await this.#desk.writer.draw(stroke.look, stroke.where);
    this.#landing.delete(stroke);
    this.refresh();
  }

  /** What was rubbed out stays away while that is being written down. @param {Erasure} erasure */
  async #rub(erasure) {
    this.#rubbed.add(erasure);
    await this.#desk.writer.replace(erasure.ids, erasure.pieces);
    this.#rubbed.delete(erasure);
    this.refresh();
  }

  /** @returns {boolean} whether this is no page to write on; then that is told */
  #refuses() {
    const refuses = this.readOnly();
    if (refuses) this.turnedAway.send();
    return refuses;
  }

  /** Whether no hand is at work here, and all that hands did is written down. @returns {boolean} */
  get idle() {
    return !this.pen.stroke && this.eraser.pointer === null && !this.#landing.size && !this.#rubbed.size;
  }

  /** The leaf under a spot of the screen. @param {Spot} spot client px @returns {{leaf: Leaf, toPage: (spot: Spot) => Spot} | null} */
  #leaf(spot) {
    const { open, viewport } = this.#view;
    if (!open) return null;
    const toSheet = (/** @type {Spot} */ { x, y }) => {
      const { left, top } = this.#stage.getBoundingClientRect();
      return viewport.toSheet(x - left, y - top);
    };
    const leaf = leafAt(open.sheet, toSheet(spot));
    return { leaf, toPage: (one) => onPage(leaf, toSheet(one)) };
  }

  /** A stroke begins: it belongs to one page, wherever it goes. @param {Spot} spot client px */
  #begin(spot) {
    const { open } = this.#view;
    const found = this.#leaf(spot);
    if (!open || !found || this.#refuses()) return null;
    const { tools, writer } = this.#desk;
    // Without the toolbar in sight nobody could see that others read along.
    const layer = tools.writing ? tools.layer : 'private';
    const { version } = open.book.facts;
    return { where: { id: writer.name(), version, page: found.leaf.page, layer }, toPage: found.toPage };
  }

  /** What lies under the eraser: a spot of a page, and my strokes there. @param {Spot} spot client px */
  #under(spot) {
    const found = this.#leaf(spot);
    if (!found || this.#refuses()) return null;
    const mine = this.#shown(found.leaf).filter((stroke) => stroke.by === this.#desk.me);
    return { at: found.toPage(spot), strokes: mine };
  }

  /** @param {Leaf} leaf @returns {Stroke[]} */
  #shown({ page }) {
    const { open } = this.#view;
    if (!open) return [];
    const seen = this.#seen.get(page) ?? this.#desk.strokes.on(open.book.facts.version, page);
    this.#seen.set(page, seen);
    return seen;
  }

  #paint() {
    const { open } = this.#view;
    this.#stale = false;
    if (!open || this.#closed) return;
    const { version } = open.book.facts;
    const { leaves } = open.sheet;
    const foreseen = this.pen.rest(performance.now());
    const erasures = [...this.#rubbed, this.eraser.erasure];
    const mine = this.#underWay(erasures).filter(({ where }) => where.version === version);
    const others = leaves.map(({ page }) => this.#desk.previews.on(version, page));
    // Strokes of one page seen twice count once.
    if (this.#changed) this.#written = new Set(leaves.flatMap((leaf) => this.#shown(leaf).map(({ id }) => id))).size;
    // An empty film is taken away: blending it with the page costs a frame on slow tablets.
    this.#use(this.#written + others.flat().length + mine.length > 0);
    const hidden = new Set(erasures.flatMap(({ ids }) => ids));
    leaves.forEach((leaf, i) => {
      if (this.#changed) this.#ink.paint(leaf, this.#shown(leaf), hidden);
      const here = mine.filter(({ where }) => where.page === leaf.page).map(({ look }) => look);
      this.#ink.paintLive(leaf, [...(others[i] ?? []), ...here]);
    });
    this.#changed = false;
    this.#tell(this.#written, others.flat().length);
    // A pen that rests sends nothing: the next frame sees whether it still goes where it seemed to go.
    if (foreseen) this.#repaint();
  }

  /** What the live film shows of mine. @param {Erasure[]} erasures @returns {{look: Look, where: Omit<Where, 'id'>}[]} */
  #underWay(erasures) {
    const { stroke } = this.pen;
    return [...erasures.flatMap(({ pieces }) => pieces), ...this.#landing, ...(stroke ? [stroke] : [])];
  }

  /** @param {boolean} needed whether there is anything to paint */
  #use(needed) {
    if (needed === this.#laid) return;
    this.#box.hidden = !needed;
    this.#laid = needed;
    if (needed) this.#ink.lay(this.#view.viewport);
    else this.#ink.free();
  }

  /** Says what a canvas can't: how much is written here. @param {number} count @param {number} others under way */
  #tell(count, others) {
    const told = count ? this.#words.say('write.count', { count }) : '';
    if (this.#box.ariaLabel !== told) this.#box.ariaLabel = told;
    if (this.#box.dataset.underWay !== String(others)) this.#box.dataset.underWay = String(others);
  }
}
