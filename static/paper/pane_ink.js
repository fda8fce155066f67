import { Signal } from '../record/signal.js';
import { part } from './dom.js';
import { Film } from './film.js';
import { Ink } from './ink.js';
import { PaneTips } from './pane_tips.js';

/**
 * @import { Look } from './brush.js'
 * @import { WritingDesk } from './desk.js'
 * @import { Erasure } from './eraser.js'
 * @import { Leaf } from './leaves.js'
 * @import { Where } from './pen.js'
 * @import { Stroke } from './strokes.js'
 * @import { SheetView } from './view.js'
 * @import { Words } from './words.js'
 */

/** The ink of one pane: what works on its stage, and the painting of what is written on its leaves. */
export class PaneInk {
  #desk;
  #view;
  #words;
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
  tips;

  /** @param {HTMLElement} root the pane @param {WritingDesk} desk @param {SheetView} view @param {Words} words */
  constructor(root, desk, view, words) {
    this.#desk = desk;
    this.#view = view;
    this.#words = words;
    this.#box = part(root, '.ink', HTMLElement);
    const [still, live] = ['.still', '.live'].map((name) => new Film(part(root, name, HTMLCanvasElement)));
    this.#ink = new Ink(/** @type {Film} */ (still), /** @type {Film} */ (live));
    this.tips = new PaneTips(part(root, '.stage', HTMLElement), desk, view, { shown: (leaf) => this.shown(leaf), refuses: () => this.refuses() });
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
    this.tips.finish();
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
    const { strokes, previews, composing, sight } = this.#desk;
    const { eraser, lasso, pen } = this.tips;
    this.#stops = [strokes.changed.listen(({ version, page }) => {
      const { open } = this.#view;
      if (open?.book.facts.version !== version) return;
      if (open.sheet.leaves.some((leaf) => leaf.page === page)) this.refresh();
    }), previews.changed.listen(() => this.#repaint()), composing.changed.listen(() => this.#repaintAll()), sight.changed.listen(() => this.refresh())];
    for (const tip of [eraser, lasso]) tip.moved.listen(() => this.#repaintAll());
    eraser.finished.listen((erasure) => void this.#rub(erasure));
    for (const tip of [pen, this.tips.line, this.tips.words, this.tips.placer]) tip.moved.listen(() => this.#repaint());
    pen.moved.listen(() => this.#tell());
    this.tips.finished.listen((stroke) => void this.#land(stroke));
  }

  /** Those who may see it see a stroke while it is drawn. */
  #tell() {
    const { telling } = this.#desk;
    const { stroke } = this.tips.pen;
    if (stroke) telling.tell(stroke, performance.now());
    else telling.drop();
  }

  #repaintAll() {
    this.#changed = true;
    this.#repaint();
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
  refuses() {
    const refuses = this.readOnly();
    if (refuses) this.turnedAway.send();
    return refuses;
  }

  /** Whether no hand is at work here, and all that hands did is written down. @returns {boolean} */
  get idle() {
    return this.tips.idle && !this.#landing.size && !this.#rubbed.size;
  }

  /** The marks to be seen on a leaf, the oldest first. @param {Leaf} leaf @returns {Stroke[]} */
  shown({ page }) {
    const { open } = this.#view;
    if (!open) return [];
    const seen = this.#seen.get(page) ?? this.#desk.seen(open.book.facts.version, page);
    this.#seen.set(page, seen);
    return seen;
  }

  #paint() {
    const { open } = this.#view;
    this.#stale = false;
    if (!open || this.#closed) return;
    const { version } = open.book.facts;
    const { leaves } = open.sheet;
    const foreseen = this.tips.pen.rest(performance.now());
    const erasures = [...this.#rubbed, this.tips.eraser.erasure];
    const mine = this.#underWay(erasures).filter(({ where }) => where.version === version);
    const others = leaves.map(({ page }) => this.#desk.previews.on(version, page));
    // Strokes of one page seen twice count once.
    if (this.#changed) this.#written = new Set(leaves.flatMap((leaf) => this.shown(leaf).map(({ id }) => id))).size;
    // An empty film is taken away: blending it with the page costs a frame on slow tablets.
    this.#use(this.#written + others.flat().length + mine.length > 0);
    const hidden = this.#hidden(erasures);
    leaves.forEach((leaf, i) => {
      if (this.#changed) this.#ink.paint(leaf, this.shown(leaf), hidden);
      const here = mine.filter(({ where }) => where.page === leaf.page).map(({ look }) => look);
      this.#ink.paintLive(leaf, [...(others[i] ?? []), ...here]);
    });
    this.#changed = false;
    this.#describe(this.#written, others.flat().length);
    // A pen that rests sends nothing: the next frame sees whether it still goes where it seemed to go.
    if (foreseen) this.#repaint();
  }

  /** What the live film shows of mine. @param {Erasure[]} erasures @returns {{look: Look, where: Omit<Where, 'id'>}[]} */
  #underWay(erasures) {
    const { carried, underWay } = this.tips;
    const { draft } = this.#desk.composing;
    return [...erasures.flatMap(({ pieces }) => pieces), ...this.#landing, ...carried, ...underWay, ...(draft ? [draft] : [])];
  }

  /** What the still film leaves out: it is rubbed out, moved, or written anew. @param {Erasure[]} erasures @returns {Set<string>} ids */
  #hidden(erasures) {
    const { lasso } = this.tips;
    const anew = this.#desk.composing.draft?.instead;
    return new Set([...erasures.flatMap(({ ids }) => ids), ...(lasso.shift && lasso.chosen ? lasso.chosen.ids : []), ...(anew ? [anew] : [])]);
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
  #describe(count, others) {
    const told = count ? this.#words.say('write.count', { count }) : '';
    if (this.#box.ariaLabel !== told) [this.#box.ariaLabel, this.#box.role] = [told, told ? 'img' : 'presentation'];
    if (this.#box.dataset.underWay !== String(others)) this.#box.dataset.underWay = String(others);
  }
}
