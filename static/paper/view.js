import { Signal } from '../record/signal.js';
import { THUMBNAIL, pictureWidth } from './ladder.js';
import { sizeOf } from './leaves.js';
import { same } from './place.js';
import { paintLeaves } from './printing.js';
import { Viewport } from './viewport.js';

/**
 * @import { Place } from '../record/types.js'
 * @import { Book } from './book.js'
 * @import { Leaf, Sheet } from './leaves.js'
 * @import { Pictures, Wish } from './pictures.js'
 */

/** @typedef {'shown' | 'waiting' | 'failed'} Showing */
/** @typedef {{book: Book, index: number, place: Place, sheet: Sheet}} Open */

/** How long a page may be white before it says that it is being fetched, ms. */
const PATIENCE = 250;
/** How long a stage must keep its size until the sheet is painted for it, ms: meanwhile it is stretched. */
const SETTLE = 150;
/** The sheets worth having beside the open one, the most urgent first: alone on the desk, and one of several. */
const NEAR = [1, 2, -1];
const FEW = [1, -1];

/** One sheet on the stage: its box, its picture, and where it lies. */
export class SheetView {
  #box;
  #canvas;
  #pictures;
  viewport = new Viewport();
  /** Whether memory is shared with other panes. */
  sparing = false;
  /** @type {Open | null} */
  #open = null;
  /** Counts drawings, so that a late picture knows that it is late. */
  #drawing = 0;
  /** Whether anything of the open sheet has been painted. */
  #painted = false;
  /** Whether the open sheet, or a page of it, can't be had now. */
  #failed = false;
  /** Whether it was drawn for a close look. */
  #closeUp = false;
  /** @type {number | undefined} */
  #settling;
  /** Whose wishes the foreseen pictures are. */
  #foreseen = {};
  /** @type {Signal<Showing>} */
  showing = new Signal();
  /** The right pictures, not their stand-ins, were drawn. @type {Signal<Place>} */
  drawn = new Signal();

  /**
   * @param {HTMLElement} box inside the stage
   * @param {HTMLCanvasElement} canvas
   * @param {Pictures} pictures
   */
  constructor(box, canvas, pictures) {
    this.#box = box;
    this.#canvas = canvas;
    this.#pictures = pictures;
  }

  /** @returns {Open | null} */
  get open() {
    return this.#open;
  }

  /**
   * Shows the sheet of a place at once: its pictures, or their thumbnails, or white paper of its size.
   * @param {Book} book
   * @param {Place} place
   * @param {boolean} [still] whether it is what is seen already, in another version
   */
  show(book, place, still = false) {
    const index = book.indexOf(place);
    const sheet = book.sheet(index);
    if (!sheet) return;
    const keep = this.#open?.book.facts.version === book.facts.version;
    // More may be known of the paper than before: whoever looks at the same page sees nothing of that.
    const stays = still || (keep && isLike(this.#open, { place, sheet }));
    this.#open = { book, index, place, sheet };
    if (stays) this.viewport.exchange(sheet.width, sheet.height);
    else this.viewport.open(sheet.width, sheet.height, keep, book.rightBound);
    this.#box.hidden = false;
    this.lay();
    this.#draw();
  }

  /** Has the pictures of a place in the open paper ready, for whoever may go there next. @param {Place} place */
  foresee(place) {
    if (this.#open?.book.facts.version !== place.version) return;
    const { book } = this.#open;
    this.#pictures.want(this.#foreseen, this.#wishes(book.sheet(book.indexOf(place))));
  }

  /**
   * Has the pictures of a place in another book ready, to be shown without a moment of white; rejects where they can't be had now.
   * @param {Book} book
   * @param {Place} place
   * @returns {Promise<Open>}
   */
  async prepare(book, place) {
    const index = book.indexOf(place);
    const sheet = book.sheet(index);
    if (!sheet) throw new Error('there is no such sheet');
    const wishes = this.#wishes(sheet, book);
    this.#pictures.want(this.#foreseen, wishes);
    await Promise.all(wishes.map((wish) => this.#pictures.load(wish)));
    return { book, index, place, sheet };
  }

  /** The stage has another size. @param {number} width CSS px @param {number} height CSS px */
  resize(width, height) {
    this.viewport.resize(width, height);
    this.lay();
    clearTimeout(this.#settling);
    if (this.#painted) this.#settling = setTimeout(() => this.retry(), SETTLE);
    else this.retry();
  }

  /** A gesture has ended: for a close look the pictures are painted as fine as they are. */
  rest() {
    if (this.viewport.closeUp !== this.#closeUp) this.retry();
  }

  /** Puts the sheet where the viewport says, without drawing anything anew. */
  lay() {
    const { x, y, zoom, fit, sheet } = this.viewport;
    const { style } = this.#box;
    style.width = `${snap(sheet.width * fit)}px`;
    style.height = `${snap(sheet.height * fit)}px`;
    // What keeps its size on the screen is sized by it.
    style.setProperty('--zoom', String(zoom));
    style.transform = `translate(${snap(x)}px, ${snap(y)}px) scale(${zoom})`;
  }

  /** Lets go of all pictures. */
  close() {
    clearTimeout(this.#settling);
    this.#drawing += 1;
    this.#open = null;
    this.#pictures.want(this, []);
    this.#pictures.want(this.#foreseen, []);
    [this.#canvas.width, this.#canvas.height] = [0, 0];
  }

  /** Draws anew, and tries again what could not be shown. */
  retry() {
    if (this.#open) this.#draw();
  }

  /** The picture of a page as large as a sheet shows it, or all of it for a close look. @param {Sheet} sheet @param {Leaf} leaf @param {Book} [book] the open one @returns {Wish} */
  wish(sheet, { page }, { facts } = /** @type {Open} */ (this.#open).book) {
    const wide = sizeOf(facts, page).width * this.viewport.restScale(sheet);
    const width = pictureWidth(wide, devicePixelRatio);
    const shown = Math.round(wide * devicePixelRatio);
    return { digest: facts.digest, page, width, ...(shown < width && !this.viewport.closeUp && { shown }) };
  }

  #draw() {
    if (!this.#open) return;
    const { book, index, sheet } = this.#open;
    clearTimeout(this.#settling);
    this.#drawing += 1;
    this.#painted = this.#failed = false;
    this.#closeUp = this.viewport.closeUp;
    const ready = this.#paint();
    const near = (this.sparing ? FEW : NEAR).flatMap((step) => this.#wishes(book.sheet(index + step)));
    const small = sheet.leaves.map((leaf) => this.#small(leaf)).filter((wish) => !this.#pictures.standIn(wish));
    this.#pictures.want(this, [...this.#wishes(sheet), ...small], near);
    this.#pictures.want(this.#foreseen, []);
    if (!ready) this.#await(this.#wishes(sheet), small);
  }

  /** @param {Sheet | null} sheet @param {Book} [book] the open one @returns {Wish[]} */
  #wishes(sheet, book) {
    return sheet ? sheet.leaves.map((leaf) => this.wish(sheet, leaf, book)) : [];
  }

  /** @param {Leaf} leaf @returns {Wish} */
  #small({ page }) {
    const { digest } = /** @type {Open} */ (this.#open).book.facts;
    return { digest, page, width: THUMBNAIL };
  }

  /** Paints what comes, and says what does not. @param {Wish[]} wishes @param {Wish[]} small */
  #await(wishes, small) {
    const drawing = this.#drawing;
    const still = () => this.#drawing === drawing;
    for (const wish of wishes) {
      this.#pictures.load(wish).then(() => still() && this.#paint(), () => {
        // Where a picture as good for reading lies there, nobody need know that there is a finer one.
        if (!still() || (this.#pictures.standIn(wish)?.width ?? 0) > THUMBNAIL) return;
        this.#failed = true;
        this.showing.send('failed');
      });
    }
    for (const wish of small) this.#pictures.load(wish).then(() => still() && this.#paint(), () => undefined);
    if (this.#painted) return;
    this.showing.send('shown');
    setTimeout(() => {
      if (still() && !this.#painted && !this.#failed) this.showing.send('waiting');
    }, PATIENCE);
  }

  /** Paints what is there. @returns {boolean} whether all of it is the right picture */
  #paint() {
    if (!this.#open) return false;
    const { sheet, place, book, index } = this.#open;
    const right = sheet.leaves.map((leaf) => this.#pictures.now(this.wish(sheet, leaf)));
    const shown = sheet.leaves.map((leaf, i) => ({
      leaf, picture: right[i] ?? this.#pictures.standIn(this.#small(leaf)), pageWidth: sizeOf(book.facts, leaf.page).width,
    }));
    paintLeaves(this.#canvas, sheet, shown);
    this.#painted ||= shown.some(({ picture }) => picture);
    if (this.#painted && !this.#failed) this.showing.send('shown');
    if (right.includes(null)) return false;
    this.#canvas.dataset.painted = book.pagesAt(place).join('-');
    this.#canvas.dataset.half = String(book.places[index]?.half ?? '');
    this.drawn.send(place);
    return true;
  }
}

/** Whether a sheet lies there as another one does. @param {Open | null} open @param {Pick<Open, 'place' | 'sheet'>} other @returns {boolean} */
function isLike(open, { place, sheet }) {
  return open !== null && same(open.place, place) && open.sheet.width === sheet.width && open.sheet.height === sheet.height;
}

/** On whole device pixels, where a picture of the same pixels is not blurred. @param {number} px CSS px @returns {number} */
function snap(px) {
  return Math.round(px * devicePixelRatio) / devicePixelRatio;
}
