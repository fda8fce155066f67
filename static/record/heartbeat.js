/** After a head that is ahead of us, how long entries may take before we ask, in ms. */
export const PATIENCE = 2_000;
/** After how long without a head the line counts as dead, in ms. */
export const SILENCE = 12_000;

/** Judges the line by what was heard when; the clock is given, so it can be tested without waiting. */
export class Heartbeat {
  #heard = 0;
  /** @type {number | null} */
  #behindSince = null;
  /** Server time minus own time, in ms. */
  offset = 0;

  /** The line opened. @param {number} now */
  start(now) {
    this.#heard = now;
    this.#behindSince = null;
  }

  /**
   * A `head` came.
   * @param {number} now own clock, ms
   * @param {number} at the server's clock, ms
   * @param {boolean} behind whether it names entries that are not here
   */
  head(now, at, behind) {
    this.#heard = now;
    this.offset = at - now;
    this.#behindSince = behind ? (this.#behindSince ?? now) : null;
  }

  /** Entries came, so what is missing is under way. @param {number} now @param {boolean} broken a hole remains */
  entries(now, broken) {
    this.#behindSince = broken ? now : null;
  }

  /** @param {number} now @returns {'well' | 'behind' | 'dead'} */
  judge(now) {
    if (now - this.#heard > SILENCE) return 'dead';
    if (this.#behindSince !== null && now - this.#behindSince >= PATIENCE) return 'behind';
    return 'well';
  }
}
