import { afterFrame } from './frame.js';
import { pictureAddress } from './ladder.js';

/**
 * @import { Pantry } from './pantry.js'
 */

/**
 * A picture of a page: `width` is that of the file, `shown` the one it is wanted at, where that is smaller; device px.
 * @typedef {{digest: string, page: number, width: number, shown?: number}} Wish
 */

/** @typedef {{page: string, picture: ImageBitmap}} Ready */

/** Pixels of all decoded pictures together, 32 MB; what is wished for now may be more. */
const MOST_PIXELS = 8_000_000;
/** Pictures together, small ones too. */
const MOST_PICTURES = 24;

/** @param {Wish} wish @returns {string} */
const address = (wish) => pictureAddress(wish.digest, wish.page, wish.width);
/** @param {Wish} wish @returns {string} */
const name = (wish) => `${address(wish)} ${wish.shown ?? ''}`;
/** @param {{digest: string, page: number}} page @returns {string} */
const pageName = ({ digest, page }) => `${digest} ${page}`;

/** Decoded page pictures, ready to be painted: the wished ones are fetched, the oldest let go. */
export class Pictures {
  #pantry;
  /** @type {Map<string, Ready>} least lately used first */
  #ready = new Map();
  /** @type {Map<string, {abort: AbortController, picture: Promise<ImageBitmap>}>} */
  #coming = new Map();
  /** What each pane wishes for. @type {Map<object, Set<string>>} */
  #wanted = new Map();

  /** @param {Pantry} pantry */
  constructor(pantry) {
    this.#pantry = pantry;
  }

  /** A picture that can be painted now; it belongs to this cache. @param {Wish} wish @returns {ImageBitmap | null} */
  now(wish) {
    const key = name(wish);
    const ready = this.#ready.get(key);
    if (!ready) return null;
    this.#ready.delete(key);
    this.#ready.set(key, ready);
    return ready.picture;
  }

  /** The finest picture of a page that can be painted now. @param {{digest: string, page: number}} page @returns {ImageBitmap | null} */
  standIn(page) {
    const wanted = pageName(page);
    const some = [...this.#ready.values()].filter((ready) => ready.page === wanted);
    return some.reduce((best, { picture }) => (best && best.width >= picture.width ? best : picture), /** @type {ImageBitmap | null} */ (null));
  }

  /**
   * Fetches and decodes what is wished for; what is no longer wished for is aborted.
   * @param {object} owner whose earlier wishes these replace
   * @param {Wish[]} wishes
   * @param {Wish[]} [later] what waits until the others are on the screen, the most urgent first
   */
  want(owner, wishes, later = []) {
    const wanted = new Set([...wishes, ...later].map(name));
    if (wanted.size) this.#wanted.set(owner, wanted);
    else this.#wanted.delete(owner);
    for (const [key, { abort }] of this.#coming) {
      if (!this.#isWanted(key)) abort.abort();
    }
    const urgent = Promise.allSettled(wishes.map((wish) => this.load(wish)));
    void urgent.then(afterFrame).then(() => {
      if (this.#wanted.get(owner) !== wanted) return;
      for (const wish of later) this.load(wish).catch(() => undefined);
    });
  }

  /**
   * The decoded picture; rejects when it can't be had or is no longer wished for.
   * @param {Wish} wish
   * @returns {Promise<ImageBitmap>}
   */
  load(wish) {
    const key = name(wish);
    const ready = this.now(wish);
    if (ready) return Promise.resolve(ready);
    const coming = this.#coming.get(key);
    if (coming && !coming.abort.signal.aborted) return coming.picture;
    const abort = new AbortController();
    const picture = this.#fetch(wish, abort.signal);
    this.#coming.set(key, { abort, picture });
    const gone = () => {
      if (this.#coming.get(key)?.abort === abort) this.#coming.delete(key);
    };
    picture.then(gone, gone);
    return picture;
  }

  /** @param {Wish} wish @param {AbortSignal} signal @returns {Promise<ImageBitmap>} */
  async #fetch(wish, signal) {
    const blob = await this.#pantry.fetch(address(wish), signal);
    signal.throwIfAborted();
    // At the screen's own pixels it takes the least memory, and no time to be scaled when it is painted.
    const picture = await createImageBitmap(blob, wish.shown ? { resizeWidth: wish.shown, resizeQuality: 'high' } : {});
    this.#ready.set(name(wish), { page: pageName(wish), picture });
    this.#trim();
    return picture;
  }

  /** @param {string} key @returns {boolean} */
  #isWanted(key) {
    return [...this.#wanted.values()].some((wanted) => wanted.has(key));
  }

  #trim() {
    let pixels = 0;
    for (const { picture } of this.#ready.values()) pixels += picture.width * picture.height;
    for (const [key, { picture }] of this.#ready) {
      if (pixels <= MOST_PIXELS && this.#ready.size <= MOST_PICTURES) return;
      if (this.#isWanted(key)) continue;
      pixels -= picture.width * picture.height;
      this.#ready.delete(key);
      picture.close();
    }
  }
}
