import { make, part } from './dom.js';
import { boxOf, moved, placeOf } from './lasso.js';
import { onSheet, partOnSheet } from './leaves.js';

/**
 * @import { WritingDesk } from './desk.js'
 * @import { Leaf } from './leaves.js'
 * @import { PaneTips } from './pane_tips.js'
 * @import { Stroke } from './strokes.js'
 * @import { SheetView } from './view.js'
 * @import { Words } from './words.js'
 */

/** What a copy lies beside, and how far one press of a key moves, pt. */
const BESIDE = 14;
const STEP = 6;
/** So long after the last key the move is written down, ms. */
const REST = 600;
/** @type {Record<string, [number, number]>} */
const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** The loop of the lasso, the box about what is chosen on one pane, and what can be done with that. */
export class Selection {
  #desk;
  #view;
  #tips;
  #words;
  #lay;
  #bar;
  #page;
  #loop = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  #box = make('div', 'chosen');
  /** @type {number | undefined} */
  #resting;
  /** @type {(() => void)[]} */
  #stops = [];

  /**
   * @param {HTMLElement} root the pane
   * @param {{desk: WritingDesk, view: SheetView, tips: PaneTips, words: Words}} parts
   * @param {(marks: Stroke[]) => void} lay asks for whom marks are to be
   */
  constructor(root, { desk, view, tips, words }, lay) {
    this.#desk = desk;
    this.#view = view;
    this.#tips = tips;
    this.#words = words;
    this.#lay = lay;
    this.#page = part(root, '.page', HTMLElement);
    this.#bar = part(root, '.chosen-bar', HTMLElement);
    this.#loop.classList.add('loop');
    this.#loop.append(document.createElementNS('http://www.w3.org/2000/svg', 'polygon'));
    this.#box.tabIndex = 0;
    this.#box.setAttribute('role', 'group');
    this.#page.append(this.#loop, this.#box);
    this.#listen();
    this.show();
  }

  /** Its pane is taken away. */
  close() {
    clearTimeout(this.#resting);
    for (const stop of this.#stops) stop();
  }

  #listen() {
    const { strokes, tools } = this.#desk;
    const { lasso } = this.#tips;
    lasso.moved.listen(() => this.show());
    lasso.shifted.listen(() => void this.#move());
    this.#stops = [strokes.changed.listen(({ version, page }) => {
      if (lasso.chosen?.version === version && lasso.chosen.page === page) this.show();
    }), tools.changed.listen(() => {
      if (tools.tip !== 'lasso' && lasso.chosen) lasso.drop();
      else this.show();
    })];
    this.#box.addEventListener('keydown', (event) => this.#key(event));
    const deeds = {
      all: () => this.#all(), copy: () => void this.#copy(), paste: () => void this.#paste(), erase: () => void this.#erase(), lay: () => this.#lay(this.#tips.chosen), drop: () => lasso.drop(),
    };
    for (const [name, deed] of Object.entries(deeds)) part(this.#bar, `.chosen-${name}`, HTMLButtonElement).addEventListener('click', deed);
  }

  /** Says anew what is chosen, and where. */
  show() {
    const { lasso, chosen } = this.#tips;
    const { open } = this.#view;
    const leaf = open?.sheet.leaves.find(({ page }) => page === (lasso.page ?? lasso.chosen?.page));
    const here = lasso.chosen?.version === open?.book.facts.version;
    this.#showLoop(leaf);
    const box = leaf && here ? boxOf(chosen, lasso.shift) : null;
    const seen = box && leaf ? partOnSheet(leaf, box) : null;
    this.#box.hidden = !seen;
    if (seen && open) {
      const { width, height } = open.sheet;
      Object.assign(this.#box.style, {
        left: share(seen.x, width), top: share(seen.y, height), width: share(seen.width, width), height: share(seen.height, height),
      });
    }
    this.#showBar(seen ? chosen.length : 0);
  }

  /** @param {Leaf | undefined} leaf */
  #showLoop(leaf) {
    const { sheet } = this.#view.open ?? {};
    const { loop } = this.#tips.lasso;
    this.#loop.toggleAttribute('hidden', loop.length < 2);
    if (!sheet || !leaf || loop.length < 2) return;
    this.#loop.setAttribute('viewBox', `0 0 ${sheet.width} ${sheet.height}`);
    const corners = loop.map((spot) => onSheet(leaf, spot)).map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`);
    this.#loop.firstElementChild?.setAttribute('points', corners.join(' '));
  }

  /** @param {number} count of what is chosen and seen */
  #showBar(count) {
    const { tools } = this.#desk;
    this.#bar.hidden = !(tools.writing && tools.tip === 'lasso');
    const told = this.#words.say(count ? 'chosen.count' : 'chosen.none', { count });
    const sentence = part(this.#bar, 'p', HTMLElement);
    if (sentence.textContent !== told) sentence.textContent = told;
    this.#box.setAttribute('aria-label', this.#words.say('chosen.box', { count }));
    part(this.#bar, '.chosen-all', HTMLElement).hidden = count > 0;
    part(this.#bar, '.chosen-paste', HTMLElement).hidden = count > 0 || !this.#desk.copied.length;
    for (const name of ['copy', 'erase', 'lay', 'drop']) part(this.#bar, `.chosen-${name}`, HTMLElement).hidden = !count;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const way = WAYS[event.key];
    const { lasso } = this.#tips;
    if (way) {
      lasso.push({ x: way[0] * STEP, y: way[1] * STEP });
      clearTimeout(this.#resting);
      this.#resting = setTimeout(() => void this.#move(), REST);
    } else if (event.key === 'Delete' || event.key === 'Backspace') void this.#erase();
    else if (event.key === 'Escape') lasso.drop();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** All that I wrote on the page in sight. */
  #all() {
    const { open } = this.#view;
    const [leaf] = open?.sheet.leaves ?? [];
    if (!open || !leaf) return;
    const { version } = open.book.facts;
    const mine = this.#desk.seen(version, leaf.page).filter(({ by }) => by === this.#desk.me);
    this.#tips.lasso.choose({ version, page: leaf.page, ids: new Set(mine.map(({ id }) => id)) });
    if (mine.length) this.#box.focus({ preventScroll: true });
  }

  /** Where it was moved to, it stays. */
  async #move() {
    const { lasso } = this.#tips;
    const { chosen, shift } = lasso;
    if (!chosen || !shift) return;
    await this.#desk.writer.place([...chosen.ids], { dx: shift.x, dy: shift.y });
    const rest = lasso.shift && { x: lasso.shift.x - shift.x, y: lasso.shift.y - shift.y };
    if (lasso.chosen !== chosen) return;
    lasso.choose(chosen);
    // Keys may have gone on meanwhile.
    if (rest && (rest.x || rest.y)) lasso.push(rest);
  }

  /** The same once more, a little beside, and chosen in the place of the first. */
  async #copy() {
    const { lasso } = this.#tips;
    const copies = this.#tips.chosen.map((mark) => ({ look: moved(mark, { x: BESIDE, y: BESIDE }), where: placeOf(mark) }));
    this.#desk.copied = copies;
    const ids = await this.#desk.writer.replace([], copies);
    if (lasso.chosen) lasso.choose({ ...lasso.chosen, ids: new Set(ids) });
  }

  /** What was copied last comes to the page in sight, at the same place, for the same people. */
  async #paste() {
    const { open } = this.#view;
    const [leaf] = open?.sheet.leaves ?? [];
    if (!open || !leaf) return;
    const here = { version: open.book.facts.version, page: leaf.page };
    const copies = this.#desk.copied.map(({ look, where }) => ({ look, where: { ...where, ...here } }));
    const ids = await this.#desk.writer.replace([], copies);
    this.#tips.lasso.choose({ ...here, ids: new Set(ids) });
  }

  async #erase() {
    const ids = this.#tips.chosen.map(({ id }) => id);
    this.#tips.lasso.drop();
    await this.#desk.writer.erase(ids);
  }
}

/** @param {number} length @param {number} whole @returns {string} */
function share(length, whole) {
  return `${(100 * length) / whole}%`;
}
