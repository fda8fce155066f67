import { Signal } from '../record/signal.js';
import { THUMBNAIL, pictureWidth } from './ladder.js';
import { Viewport } from './viewport.js';

/**
 * @import { VersionFacts } from '../record/types.js'
 * @import { Pictures, Wish } from './pictures.js'
 */

/** @typedef {'shown' | 'waiting' | 'failed'} Showing */

/** How long a page may be white before it says that it is being fetched, ms. */
const PATIENCE = 250;

/** One page on the stage: its box, its picture, and where it lies. */
export class PageView {
  #page;
  #picture;
  #context;
  #pictures;
  viewport = new Viewport();
  /** @type {{facts: VersionFacts, page: number} | null} */
  #open = null;
  /** Counts drawings, so that a late picture knows that it is late. */
  #drawing = 0;
  /** Whether anything of the open page has been painted. */
  #painted = false;
  /** @type {Signal<Showing>} */
  showing = new Signal();
  /** The page's right picture, not its stand-in, was drawn. @type {Signal<{version: number, page: number}>} */
  drawn = new Signal();
  /** The page lies elsewhere, or another one lies there. @type {Signal<void>} */
  laid = new Signal();

  /**
   * @param {HTMLElement} page the box, inside the stage
   * @param {HTMLCanvasElement} picture
   * @param {Pictures} pictures
   */
  constructor(page, picture, pictures) {
    this.#page = page;
    this.#picture = picture;
    this.#pictures = pictures;
    const context = picture.getContext('2d', { alpha: false });
    if (!context) throw new Error('this browser has no 2D canvas');
    this.#context = context;
  }

  /** @returns {{facts: VersionFacts, page: number} | null} */
  get open() {
    return this.#open;
  }

  /**
   * Shows a page at once: its picture, or its thumbnail, or white paper of its size.
   * @param {VersionFacts} facts
   * @param {number} page 1-based
   */
  show(facts, page) {
    const keep = this.#open?.facts.version === facts.version;
    const [width, height] = facts.sizes[page - 1] ?? [595, 842];
    this.#open = { facts, page };
    this.viewport.open(width, height, keep);
    this.#page.hidden = false;
    this.lay();
    this.#draw();
  }

  /** The stage has another size. @param {number} width CSS px @param {number} height CSS px */
  resize(width, height) {
    this.viewport.resize(width, height);
    this.lay();
    if (this.#open) this.#draw();
  }

  /** Puts the page where the viewport says, without drawing anything anew. */
  lay() {
    const { x, y, zoom, fit, page } = this.viewport;
    const { style } = this.#page;
    style.width = `${page.width * fit}px`;
    style.height = `${page.height * fit}px`;
    style.transform = `translate(${x}px, ${y}px) scale(${zoom})`;
    this.laid.send();
  }

  /** Tries again what could not be shown. */
  retry() {
    if (this.#open) this.#draw();
  }

  /** The pictures worth having now: this page, then the two after and the one before. @returns {Wish[]} */
  get wishes() {
    if (!this.#open) return [];
    const { facts, page } = this.#open;
    const near = [page + 1, page + 2, page - 1].filter((one) => one >= 1 && one <= facts.pages);
    return [this.#wish(page), this.#wish(page, THUMBNAIL), ...near.map((one) => this.#wish(one))];
  }

  /** @param {number} page @param {number} [width] device px @returns {Wish} */
  #wish(page, width) {
    const { facts } = /** @type {{facts: VersionFacts}} */ (this.#open);
    const [pageWidth, pageHeight] = facts.sizes[page - 1] ?? [595, 842];
    const { stage } = this.viewport;
    const fit = Math.min(stage.width / pageWidth, stage.height / pageHeight);
    return { digest: facts.digest, page, width: width ?? pictureWidth(pageWidth * fit, devicePixelRatio) };
  }

  #draw() {
    const [best, small] = this.wishes;
    if (!best || !small) return;
    this.#drawing += 1;
    const ready = this.#pictures.now(best);
    if (ready) this.#paint(ready, true);
    else this.#await(best, small);
    this.#pictures.want(this.wishes.filter((wish) => wish !== small || !ready));
  }

  /** @param {Wish} best @param {Wish} small */
  #await(best, small) {
    const drawing = this.#drawing;
    let sharp = false;
    const still = () => this.#drawing === drawing && !sharp;
    const standIn = this.#pictures.now(small);
    if (standIn) this.#paint(standIn, false);
    else this.#blank();
    this.#pictures.load(best).then((picture) => {
      if (still()) this.#paint(picture, true);
      sharp = true;
    }, () => {
      if (still()) this.showing.send('failed');
    });
    this.#pictures.load(small).then((picture) => {
      if (still()) this.#paint(picture, false);
    }, () => undefined);
  }

  #blank() {
    const drawing = this.#drawing;
    this.#painted = false;
    this.#context.fillStyle = '#fff';
    this.#context.fillRect(0, 0, this.#picture.width, this.#picture.height);
    this.showing.send('shown');
    setTimeout(() => {
      if (this.#drawing === drawing && !this.#painted) this.showing.send('waiting');
    }, PATIENCE);
  }

  /** @param {ImageBitmap} picture @param {boolean} sharp whether it is the right one, not its stand-in */
  #paint(picture, sharp) {
    if (!this.#open) return;
    const { width, height } = picture;
    if (this.#picture.width !== width) this.#picture.width = width;
    if (this.#picture.height !== height) this.#picture.height = height;
    this.#context.drawImage(picture, 0, 0);
    this.#painted = true;
    this.showing.send('shown');
    if (!sharp) return;
    this.#picture.dataset.painted = String(this.#open.page);
    this.drawn.send({ version: this.#open.facts.version, page: this.#open.page });
  }
}
