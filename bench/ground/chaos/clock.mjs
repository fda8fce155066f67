// The simulated time: what is to happen when, one thing after the other, by one seed.

/** A random number generator (mulberry32): the same seed, the same numbers. @param {number} seed */
export function dice(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    between: (low, high) => low + next() * (high - low),
    whole: (low, high) => low + Math.floor(next() * (high - low + 1)),
    of: (all) => all[Math.floor(next() * all.length)],
    happens: (share) => next() < share,
  };
}

const breath = globalThis.setImmediate;
const START = Date.UTC(2026, 11, 8, 1);

export class Clock {
  now = START;
  #order = 0;
  /** A heap of what is to come. @type {{at: number, order: number, work: () => void, gone: boolean}[]} */
  #heap = [];

  /** @param {number} ms from now @param {() => void} work */
  after(ms, work) {
    const one = { at: this.now + Math.max(0, ms), order: this.#order++, work, gone: false };
    const heap = this.#heap;
    heap.push(one);
    for (let i = heap.length - 1; i > 0;) {
      const up = (i - 1) >> 1;
      if (!before(heap[i], heap[up])) break;
      [heap[i], heap[up]] = [heap[up], heap[i]];
      i = up;
    }
    return one;
  }

  #pop() {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (heap.length && last !== first) {
      heap[0] = last;
      for (let i = 0; ;) {
        let low = i;
        for (const child of [2 * i + 1, 2 * i + 2]) if (child < heap.length && before(heap[child], heap[low])) low = child;
        if (low === i) break;
        [heap[i], heap[low]] = [heap[low], heap[i]];
        i = low;
      }
    }
    return first;
  }

  /** Lets everything happen until a moment. @param {number} ms from now */
  async run(ms) {
    const end = this.now + ms;
    while (this.#heap.length && this.#heap[0].at <= end) {
      const { at, work, gone } = this.#pop();
      if (gone) continue;
      this.now = at;
      work();
      // All promises that this settled come before what is next.
      await new Promise((done) => breath(done));
    }
    this.now = end;
  }
}

function before(one, other) {
  return one.at === other.at ? one.order < other.order : one.at < other.at;
}
