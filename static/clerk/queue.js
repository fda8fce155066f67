import { uuid7 } from '../record/ids.js';
import { say, shortened } from './words.js';
import { sendFile } from './sending.js';
import { movePaper, removePaper } from './papers.js';

/**
 * @import { Sending } from './sending.js'
 * @typedef {'waiting' | 'sending' | 'checking' | 'cancelling' | 'cancelled' | 'failed' | 'done'} EntryState
 * @typedef {{file: File, name: string, n: number, state: EntryState, part: number, message: string,
 *   hopeless: boolean, paper: number | null, again: boolean, sending: Sending | null}} Entry
 */

const MIB = 1024 * 1024;

/** Files on their way to the meeting, sent one after the other so that their order stays. */
export class Queue {
  /** @type {Entry[]} in the order they were dropped */
  entries = [];
  #device = uuid7();
  #count = 0;
  #running = false;
  #meeting;
  #limit;
  #changed;
  #stored;

  /**
   * @param {number} meeting
   * @param {number} limit MiB a file may have
   * @param {() => void} changed called when anything about the entries changed
   * @param {() => void} stored called when the meeting's papers changed, or a file was refused
   */
  constructor(meeting, limit, changed, stored) {
    this.#meeting = meeting;
    this.#limit = limit;
    this.#changed = changed;
    this.#stored = stored;
  }

  /** Says whether something would be lost by leaving the page. */
  get busy() {
    return this.entries.some(({ state }) => ['waiting', 'sending', 'checking', 'cancelling'].includes(state));
  }

  /** @param {File[]} files */
  add(files) {
    // What went in before counts on: the sum is of all that was put in since the page was opened.
    if (!this.busy) this.entries = this.entries.filter(({ state }) => state === 'failed' || state === 'done');
    for (const file of files) {
      const name = shortened(file.name.normalize('NFC').replace(/\.pdf$/i, ''));
      const entry = { file, name, n: ++this.#count, part: 0, message: '', paper: null, again: false, sending: null };
      const large = file.size > this.#limit * MIB;
      const message = large ? say('prepare.upload.too_large', { name, limit: this.#limit }) : '';
      this.entries.push({ ...entry, state: large ? 'failed' : 'waiting', message, hopeless: large });
    }
    void this.#run();
  }

  /** @param {Entry} entry */
  cancel(entry) {
    if (entry.state === 'waiting') entry.state = 'cancelled';
    else if (entry.state === 'sending') entry.sending?.cancel();
    // The server has the whole file: what it makes of it is taken back when it answers.
    else if (entry.state === 'checking') entry.state = 'cancelling';
    this.#changed();
  }

  cancelAll() {
    for (const entry of [...this.entries].reverse()) this.cancel(entry);
  }

  /** @param {Entry} entry not hopeless */
  retry(entry) {
    Object.assign(entry, { state: 'waiting', part: 0, message: '', again: true });
    void this.#run();
  }

  /** @param {Entry} entry */
  dismiss(entry) {
    this.entries = this.entries.filter((other) => other !== entry);
    this.#changed();
  }

  async #run() {
    this.#changed();
    if (this.#running) return;
    this.#running = true;
    for (let next; (next = this.entries.find(({ state }) => state === 'waiting')); ) {
      await this.#send(next);
      this.#changed();
    }
    this.#running = false;
    this.#changed();
  }

  /** @param {Entry} entry */
  async #send(entry) {
    const asked = new URLSearchParams({ name: entry.file.name, device: this.#device, n: String(entry.n) });
    entry.state = 'sending';
    entry.sending = sendFile(`/api/meetings/${this.#meeting}/papers?${asked}`, entry.file, entry.name, (part) => {
      entry.part = part;
      if (part === 1 && entry.state === 'sending') entry.state = 'checking';
      this.#changed();
    });
    this.#changed();
    const outcome = await entry.sending.outcome;
    entry.sending = null;
    // It may have been cancelled meanwhile, which the checker of types can't see.
    const state = /** @type {EntryState} */ (entry.state);
    if (outcome && 'paper' in outcome) {
      entry.paper = outcome.paper;
      await this.#place(entry, state === 'cancelling');
      entry.state = state === 'cancelling' ? 'cancelled' : 'done';
      this.#stored();
    } else if (outcome && state !== 'cancelling') {
      Object.assign(entry, { state: 'failed', message: outcome.refused, hopeless: outcome.hopeless });
      this.#stored();
    } else entry.state = 'cancelled';
  }

  /** Takes an unwanted paper back, or puts one added late where it was dropped. @param {Entry} entry @param {boolean} unwanted */
  async #place(entry, unwanted) {
    const paper = entry.paper ?? 0;
    if (unwanted) return removePaper(this.#meeting, paper);
    if (!entry.again) return;
    const later = this.entries.slice(this.entries.indexOf(entry) + 1);
    const after = later.find((other) => other.state === 'done');
    if (after?.paper) await movePaper(this.#meeting, paper, after.paper);
  }
}
