import { openedShelf } from '../keeping/answers.js';
import { THUMBNAIL, WIDTHS } from './ladder.js';

/** Fetched page pictures kept on the tablet, so that pages already loaded stay readable offline. */
export class Pantry {

  /**
   * Takes a picture from the tablet, else from the server; rejects when neither has it.
   * @param {string} address
   * @param {AbortSignal} [signal]
   * @returns {Promise<Blob>}
   */
  async fetch(address, signal) {
    const cache = await openedShelf();
    const kept = await cache?.match(address, { ignoreVary: true });
    if (kept) return kept.blob();
    try {
      // What lies here need not lie in the browser's own cache as well, where nobody could remove it.
      const answer = await ask(address, signal, cache ? 'no-store' : 'default');
      const picture = await answer.blob();
      // Nobody waits for the laying in, and a full tablet keeps no one from reading what has just come.
      if (answer.headers.get('Gijo-Keep')) cache?.put(address, new Response(picture, { headers: answer.headers })).catch(() => undefined);
      return picture;
    } catch (trouble) {
      const other = signal?.aborted ? undefined : await likest(cache, address);
      if (!other) throw trouble;
      return other;
    }
  }

  /**
   * Takes a picture from the browser's own cache, else from the server, and does not lay it in: a close look is
   * seldom wanted again, and would crowd out the pages.
   * @param {string} address
   * @param {AbortSignal} signal
   * @returns {Promise<Blob>}
   */
  async pass(address, signal) {
    return (await ask(address, signal, 'default')).blob();
  }

  /** @param {string} address @returns {Promise<boolean>} whether it is on the tablet */
  async has(address) {
    return Boolean(await (await openedShelf())?.match(address, { ignoreVary: true }));
  }
}

/** The finest picture of the same page that is here; without a line a coarser one is better than none. @param {Cache | null} cache @param {string} address @returns {Promise<Blob | undefined>} */
async function likest(cache, address) {
  const page = address.slice(0, address.lastIndexOf('/'));
  for (const width of [...WIDTHS, THUMBNAIL].sort((one, other) => other - one)) {
    const kept = await cache?.match(`${page}/${width}`, { ignoreVary: true });
    if (kept) return kept.blob();
  }
  return undefined;
}

/** @param {string} address @param {AbortSignal | undefined} signal @param {RequestCache} cache @returns {Promise<Response>} a picture; rejects for anything else */
async function ask(address, signal, cache) {
  const answer = await fetch(address, { credentials: 'same-origin', cache, ...(signal && { signal }) });
  // A sign-in page in place of a picture would otherwise be kept for good.
  const picture = answer.headers.get('Content-Type')?.startsWith('image/');
  if (!answer.ok || !picture) throw new Error(`${address}: ${answer.status}`);
  return answer;
}
