/**
 * @import { Line } from '../record/live.js'
 * @import { Words } from './words.js'
 */

/** Says in words whether what was written is with the server. */
export class LineState {
  #box;
  #words;

  /** @param {HTMLElement} box @param {Words} words */
  constructor(box, words) {
    this.#box = box;
    this.#words = words;
  }

  /**
   * @param {Line} line
   * @param {number} unsent acts without an answer
   * @param {number | null} downSince ms since the epoch
   */
  show(line, unsent, downSince) {
    const since = downSince === null ? '' : clock(downSince);
    const sentence = this.#sentence(line, unsent, since);
    this.#box.dataset.line = line === 'open' && unsent ? 'unsent' : line;
    if (this.#box.textContent !== sentence) this.#box.textContent = sentence;
  }

  /** @param {Line} line @param {number} unsent @param {string} since @returns {string} */
  #sentence(line, unsent, since) {
    if (line === 'open') return unsent ? this.#words.say('line.unsent', { count: unsent }) : this.#words.say('line.synced');
    if (line === 'connecting') return this.#words.say('line.connecting');
    return this.#words.say(unsent ? 'line.down_unsent' : 'line.down', { since, count: unsent });
  }
}

/** @param {number} at ms since the epoch @returns {string} such as 12:03 */
export function clock(at) {
  const date = new Date(at);
  return `${date.getHours()}:${String(date.getMinutes()).padStart(2, '0')}`;
}
