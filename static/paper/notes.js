import { make, part } from './dom.js';
import { touches } from './hits.js';
import { leafAt, onPage, onSheet, partOnSheet } from './leaves.js';
import { framed } from './shapes.js';
import { STICKY } from './tool_facts.js';

/**
 * @import { WritingDesk } from './desk.js'
 * @import { Leaf, Spot } from './leaves.js'
 * @import { PaneInk } from './pane_ink.js'
 * @import { Stroke } from './strokes.js'
 * @import { Open, SheetView } from './view.js'
 * @import { Words } from './words.js'
 */

/** Between a sticky note's sign and its paper, pt. */
const GAP = 2;
/** What can be reached by keys and read by a screen reader, each as a button upon its place. @type {Set<string>} */
const TOLD = new Set(['text', 'sticky', 'slip', 'stamp']);

/**
 * The marks with words on one pane's sheet, as buttons that take no pointer: a tap is the hand's to see. Sticky
 * notes lie folded or open.
 */
export class Notes {
  #desk;
  #view;
  #ink;
  #words;
  #box;
  #stops;
  #stale = false;
  #closed = false;
  #open;

  /** @param {HTMLElement} root the pane @param {{desk: WritingDesk, view: SheetView, ink: PaneInk, words: Words}} parts @param {(mark: Stroke) => void} open asks what a mark says */
  constructor(root, { desk, view, ink, words }, open) {
    this.#desk = desk;
    this.#view = view;
    this.#ink = ink;
    this.#words = words;
    this.#open = open;
    this.#box = make('div', 'notes');
    part(root, '.page > .links', HTMLElement).before(this.#box);
    const { strokes, sight, composing } = desk;
    this.#stops = [strokes.changed.listen(({ version, page }) => {
      const { open } = view;
      if (open?.book.facts.version === version && open.sheet.leaves.some((leaf) => leaf.page === page)) this.refresh();
    }), ...[sight.changed, composing.changed].map((signal) => signal.listen(() => this.refresh()))];
  }

  /** Lays the notes of what is seen now, within a frame. */
  refresh() {
    if (this.#stale) return;
    this.#stale = true;
    requestAnimationFrame(() => this.#lay());
  }

  close() {
    this.#closed = true;
    for (const stop of this.#stops) stop();
  }

  /** Opens what lies under a finger. @param {Spot} spot of the stage, CSS px @param {number} reach CSS px @returns {boolean} whether there is something */
  follow(spot, reach) {
    const { open, viewport } = this.#view;
    if (!open) return false;
    const paper = [...this.#box.querySelectorAll('.note-paper')].findLast((one) => holds(one, spot, this.#box));
    const found = paper instanceof HTMLElement ? this.#marks(open).find(({ mark }) => mark.id === paper.dataset.id)?.mark : null;
    if (found) {
      this.#open(found);
      return true;
    }
    const sheet = viewport.toSheet(spot.x, spot.y);
    const leaf = leafAt(open.sheet, sheet);
    const at = onPage(leaf, sheet);
    const mark = this.#ink.shown(leaf)
      .findLast((one) => this.#answers(one) && touches(one, at, Math.min(reach, 10) / viewport.scale));
    if (mark) this.#tap(mark);
    return mark !== undefined;
  }

  /** Whether a tap on a mark tells something. @param {Stroke} mark @returns {boolean} */
  #answers({ tool, layer }) {
    return layer !== 'private' || (TOLD.has(tool) && tool !== 'stamp');
  }

  /** @param {Stroke} mark */
  #tap(mark) {
    if (mark.tool !== 'sticky') return this.#open(mark);
    this.#desk.sight.unfold(mark.id, !this.#desk.sight.unfolded.has(mark.id));
  }

  /** @param {Open} open @returns {{mark: Stroke, leaf: Leaf}[]} */
  #marks({ sheet }) {
    return sheet.leaves.flatMap((leaf) => this.#ink.shown(leaf)
      .filter(({ tool }) => TOLD.has(tool)).map((mark) => ({ mark, leaf })));
  }

  #lay() {
    this.#stale = false;
    const { open, viewport } = this.#view;
    if (this.#closed || !open) return;
    const { width, height } = open.sheet;
    const focused = this.#box.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement).dataset.id : null;
    this.#box.style.setProperty('--pt', `${viewport.fit}px`);
    this.#box.replaceChildren(...this.#marks(open).flatMap(({ mark, leaf }) => {
      const seen = partOnSheet(leaf, framed(mark));
      if (!seen || mark.id === this.#desk.composing.draft?.instead) return [];
      const button = make('button', `note ${mark.tool}`);
      [button.type, button.dataset.id] = ['button', mark.id];
      button.setAttribute('aria-label', this.#words.say(`mark.told.${mark.tool}`, { text: mark.text ?? '' }));
      Object.assign(button.style, { left: share(seen.x, width), top: share(seen.y, height), width: share(seen.width, width), height: share(seen.height, height) });
      button.addEventListener('click', () => this.#open(mark));
      return this.#desk.sight.unfolded.has(mark.id) ? [button, this.#paper(mark, onSheet(leaf, framed(mark)), open)] : [button];
    }));
    const again = focused && [...this.#box.querySelectorAll('button')].find((one) => one.dataset.id === focused);
    if (again) again.focus({ preventScroll: true });
  }

  /** A sticky note that lies open. @param {Stroke} mark @param {Spot} at pt of the sheet @param {Open} open @returns {HTMLElement} */
  #paper({ id, text, color }, at, { sheet }) {
    const paper = make('div', 'note-paper', text ?? '');
    // The button tells its words already.
    paper.ariaHidden = 'true';
    paper.dataset.id = id;
    paper.style.background = color;
    // It opens to the side where there is room.
    if (at.x > sheet.width * 0.6) paper.style.right = share(sheet.width - at.x + GAP, sheet.width);
    else paper.style.left = share(at.x + STICKY + GAP, sheet.width);
    paper.style.top = share(Math.min(at.y, sheet.height * 0.85), sheet.height);
    return paper;
  }
}

/** @param {number} length @param {number} whole @returns {string} */
function share(length, whole) {
  return `${(100 * length) / whole}%`;
}

/** Whether an element lies under a spot of the stage. @param {Element} element @param {Spot} spot CSS px @param {HTMLElement} inside */
function holds(element, spot, inside) {
  const stage = inside.closest('.stage')?.getBoundingClientRect();
  const { left, top, right, bottom } = element.getBoundingClientRect();
  const [x, y] = [spot.x + (stage?.left ?? 0), spot.y + (stage?.top ?? 0)];
  return x >= left && x <= right && y >= top && y <= bottom;
}
