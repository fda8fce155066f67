import { afterFrame } from './frame.js';
import { pictureAddress } from './ladder.js';

/**
 * @import { Pantry } from './pantry.js'
 */

/** @typedef {{digest: string, page: number, width: number}} Wish */

/** Pixels of all decoded pictures together, 64 MB: the page shown and those beside it. Several panes may wish for more. */
const MOST_PIXELS = 16_000_000;
/** Pictures together, small ones too. */
const MOST_PICTURES = 24;

/** @param {Wish} wish @returns {string} */
const address = (wish) => pictureAddress(wish.digest, wish.page, wish.width);

/** Decoded page pictures, ready to be painted: the wished ones are fetched, the oldest let go. */
export class Pictures {
  #pantry;
  /** @type {Map<string, ImageBitmap>} least lately used first */
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
    const key = address(wish);
    const picture = this.#ready.get(key);
    if (!picture) return null;
    this.#ready.delete(key);
    this.#ready.set(key, picture);
    return picture;
  }

  /**
   * Fetches and decodes what is wished for; what is no longer wished for is aborted.
   * @param {object} owner whose earlier wishes these replace
   * @param {Wish[]} wishes
   * @param {Wish[]} [later] what waits until the others are on the screen, the most urgent first
   */
  want(owner, wishes, later = []) {
    const wanted = new Set([...wishes, ...later].map(address));
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
    const key = address(wish);
    const ready = this.now(wish);
    if (ready) return Promise.resolve(ready);
    const coming = this.#coming.get(key);
    if (coming && !coming.abort.signal.aborted) return coming.picture;
    const abort = new AbortController();
    const picture = this.#fetch(key, abort.signal);
    this.#coming.set(key, { abort, picture });
    const gone = () => {
      if (this.#coming.get(key)?.abort === abort) this.#coming.delete(key);
    };
    picture.then(gone, gone);
    return picture;
  }

  /** @param {string} key @param {AbortSignal} signal @returns {Promise<ImageBitmap>} */
  async #fetch(key, signal) {
    const blob = await this.#pantry.fetch(key, signal);
    signal.throwIfAborted();
    const picture = await createImageBitmap(blob);
    this.#ready.set(key, picture);
    this.#trim();
    return picture;
  }

  /** @param {string} key @returns {boolean} */
  #isWanted(key) {
    return [...this.#wanted.values()].some((wanted) => wanted.has(key));
  }

  #trim() {
    let pixels = 0;
    for (const { width, height } of this.#ready.values()) pixels += width * height;
    for (const [key, picture] of this.#ready) {
      if (pixels <= MOST_PIXELS && this.#ready.size <= MOST_PICTURES) return;
      if (this.#isWanted(key)) continue;
      pixels -= picture.width * picture.height;
      this.#ready.delete(key);
      picture.close();
    }
  }
}
