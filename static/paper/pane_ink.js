import { part } from './dom.js';
import { Eraser } from './eraser.js';
import { Film } from './film.js';
import { Ink } from './ink.js';
import { leafAt, onPage } from './leaves.js';
import { Pen } from './pen.js';

/**
 * @import { Look } from './brush.js'
 * @import { WritingDesk } from './desk.js'
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
  #still;
  #live;
  #ink;
  /** Finished strokes that are being written down: still shown by the live film. @type {Set<{look: Look, where: Where}>} */
  #landing = new Set();
  /** @type {(() => void)[]} */
  #stops = [];
  #stale = false;
  /** Whether the films lie over what is seen now; without ink they take no memory. */
  #laid = false;
  #closed = false;
  pen;
  eraser;

  /** @param {HTMLElement} root the pane @param {WritingDesk} desk @param {SheetView} view @param {Words} words */
  constructor(root, desk, view, words) {
    this.#desk = desk;
    this.#view = view;
    this.#words = words;
    this.#stage = part(root, '.stage', HTMLElement);
    this.#box = part(root, '.ink', HTMLElement);
    this.#still = new Film(part(root, '.still', HTMLCanvasElement));
    this.#live = new Film(part(root, '.live', HTMLCanvasElement));
    this.#ink = new Ink(this.#still, this.#live);
    this.pen = new Pen(desk.tools, (spot) => this.#begin(spot));
    this.eraser = new Eraser((spot) => this.#under(spot), () => view.viewport.scale);
    this.#listen();
  }

  /** Lays both films over what is seen now and paints them. */
  lay() {
    this.#laid = false;
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
    for (const film of [this.#still, this.#live]) film.free();
  }

  /** Paints all strokes anew within a frame. */
  refresh() {
    if (this.#stale) return;
    this.#stale = true;
    requestAnimationFrame(() => this.#paint());
  }

  #listen() {
    const { strokes, previews, telling, writer } = this.#desk;
    this.#stops = [strokes.changed.listen(({ version, page }) => {
      const { open } = this.#view;
      if (open?.book.facts.version !== version) return;
      if (open.sheet.leaves.some((leaf) => leaf.page === page)) this.refresh();
    }), previews.changed.listen(() => this.refresh())];
    this.eraser.moved.listen(() => this.refresh());
    this.eraser.finished.listen((ids) => void writer.erase(ids));
    this.pen.moved.listen(() => {
      if (this.pen.stroke) telling.tell(this.pen.stroke, performance.now());
      else telling.drop();
      this.refresh();
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
    if (!open || !found) return null;
    const { tools, writer } = this.#desk;
    // Without the toolbar in sight nobody could see that others read along.
    const layer = tools.writing ? tools.layer : 'private';
    const { version } = open.book.facts;
    return { where: { id: writer.name(), version, page: found.leaf.page, layer }, toPage: found.toPage };
  }

  /** What lies under the eraser: a spot of a page, and my strokes there. @param {Spot} spot client px */
  #under(spot) {
    const found = this.#leaf(spot);
    if (!found) return null;
    const mine = this.#shown(found.leaf).filter((stroke) => stroke.by === this.#desk.me);
    return { at: found.toPage(spot), strokes: mine };
  }

  /** @param {Leaf} leaf @returns {Stroke[]} */
  #shown({ page }) {
    const { open } = this.#view;
    return open ? this.#desk.strokes.on(open.book.facts.version, page) : [];
  }

  #paint() {
    const { open } = this.#view;
    this.#stale = false;
    if (!open || this.#closed) return;
    const { version } = open.book.facts;
    const { leaves } = open.sheet;
    const shown = leaves.map((leaf) => ({ leaf, strokes: this.#shown(leaf) }));
    const mine = [...this.#landing, ...(this.pen.stroke ? [this.pen.stroke] : [])]
      .filter(({ where }) => where.version === version);
    const others = leaves.map(({ page }) => this.#desk.previews.on(version, page));
    // Strokes of one page seen twice count once.
    const written = new Set(shown.flatMap(({ strokes }) => strokes.map(({ id }) => id))).size;
    // An empty film is taken away: blending it with the page costs a frame on slow tablets.
    this.#use(written + others.flat().length + mine.length > 0);
    this.#ink.paint(shown, this.eraser.touched);
    this.#ink.paintLive(leaves.map((leaf, i) => ({
      leaf, looks: [...(others[i] ?? []), ...mine.filter(({ where }) => where.page === leaf.page).map(({ look }) => look)],
    })));
    this.#tell(written, others.flat().length);
  }

  /** @param {boolean} needed whether there is anything to paint */
  #use(needed) {
    this.#box.hidden = !needed;
    if (needed === this.#laid) return;
    this.#laid = needed;
    for (const film of [this.#still, this.#live]) {
      if (needed) film.lay(this.#view.viewport, devicePixelRatio);
      else film.free();
    }
  }

  /** Says what a canvas can't: how much is written here. @param {number} count @param {number} others under way */
  #tell(count, others) {
    this.#box.setAttribute('aria-label', count ? this.#words.say('write.count', { count }) : '');
    this.#box.dataset.underWay = String(others);
  }
}
