const SHELF = 'gijo-pages';

/** Fetched page pictures kept on the tablet, so that pages already loaded stay readable offline. */
export class Pantry {
  /** @type {Promise<Cache> | null} */
  #cache = 'caches' in globalThis ? caches.open(SHELF) : null;

  /**
   * Takes a picture from the tablet, else from the server; rejects when neither has it.
   * @param {string} address
   * @param {AbortSignal} [signal]
   * @returns {Promise<Blob>}
   */
  async fetch(address, signal) {
    const cache = await this.#open();
    const kept = await cache?.match(address);
    if (kept) return kept.blob();
    const answer = await ask(address, signal);
    const picture = await answer.blob();
    // Nobody waits for the laying in, and a full tablet keeps no one from reading what has just come.
    cache?.put(address, new Response(picture, { headers: answer.headers })).catch(() => undefined);
    return picture;
  }

  /**
   * Takes a picture from the browser's own cache, else from the server, and does not lay it in: a close look is
   * seldom wanted again, and would crowd out the pages.
   * @param {string} address
   * @param {AbortSignal} signal
   * @returns {Promise<Blob>}
   */
  async pass(address, signal) {
    return (await ask(address, signal)).blob();
  }

  /** @param {string} address @returns {Promise<boolean>} whether it is on the tablet */
  async has(address) {
    return Boolean(await (await this.#open())?.match(address));
  }

  /** Plain HTTP and private windows have no Cache Storage: then only memory is left. */
  async #open() {
    return this.#cache?.catch(() => null) ?? null;
  }
}

/** @param {string} address @param {AbortSignal} [signal] @returns {Promise<Response>} a picture; rejects for anything else */
async function ask(address, signal) {
  const answer = await fetch(address, { credentials: 'same-origin', ...(signal && { signal }) });
  // A sign-in page in place of a picture would otherwise be kept for good.
  const picture = answer.headers.get('Content-Type')?.startsWith('image/');
  if (!answer.ok || !picture) throw new Error(`${address}: ${answer.status}`);
  return answer;
}
