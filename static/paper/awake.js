import { the } from './dom.js';

/**
 * @import { MeetingRecord } from '../record/record.js'
 * @import { Words } from './words.js'
 */

/** Keeps the screen on while the meeting is open and the reader is seen; never in recess, after it, or hidden. */
export class Awake {
  #record;
  #words;
  #box = the('awake', HTMLElement);
  #reader = the('reader', HTMLElement);
  /** @type {WakeLockSentinel | null} */
  #lock = null;
  #asking = false;

  /** Made after what covers the reader of the signed out: that hears of it first. @param {MeetingRecord} record @param {Words} words */
  constructor(record, words) {
    this.#record = record;
    this.#words = words;
    // Only over HTTPS, and not in every browser.
    if (!('wakeLock' in navigator)) {
      this.#tell('none');
      return;
    }
    record.meeting.changed.listen((part) => {
      if (part === 'meeting') void this.#heed();
    });
    record.live.turnedAway.listen(() => void this.#heed());
    document.addEventListener('visibilitychange', () => void this.#heed());
    void this.#heed();
  }

  /** @returns {boolean} */
  get #wanted() {
    const seen = document.visibilityState === 'visible' && !this.#reader.hidden;
    return seen && this.#record.meeting.facts.state === 'open';
  }

  /** Takes the lock where it is wanted and lets it go where not, whatever changed while it was asked for. */
  async #heed() {
    if (this.#asking) return;
    this.#asking = true;
    let refused = false;
    try {
      while (!refused && this.#wanted !== Boolean(this.#lock)) refused = !(await this.#turn());
    } finally {
      this.#asking = false;
    }
    this.#tell(this.#lock ? 'on' : refused ? 'refused' : 'off');
  }

  /** @returns {Promise<boolean>} whether the device did what was asked */
  async #turn() {
    if (this.#lock) {
      const held = this.#lock;
      this.#lock = null;
      await held.release();
      return true;
    }
    try {
      const lock = await navigator.wakeLock.request('screen');
      this.#lock = lock;
      lock.addEventListener('release', () => this.#lose(lock));
    } catch {
      // A nearly empty battery: the device may think better of it later.
      return false;
    }
    return true;
  }

  /** The device let go by itself, as it does when the page is hidden. @param {WakeLockSentinel} lock */
  #lose(lock) {
    if (this.#lock !== lock) return;
    this.#lock = null;
    this.#tell(this.#wanted ? 'refused' : 'off');
  }

  /** @param {'on' | 'off' | 'refused' | 'none'} how */
  #tell(how) {
    this.#box.textContent = this.#words.say(`awake.${how}`);
  }
}
