import { uuid7 } from '../record/ids.js';

/** @import { Deed } from './undo.js' */

/** Deeds done, and those taken back, the last one last. @typedef {{done: Deed[], undone: Deed[]}} Stacks */

const PREFIX = 'gijo-deeds:';
/** So many deeds can be taken back once the page is gone. */
const MOST = 100;
/** Ms after which nobody takes back what was left. */
const OLD = 30 * 24 * 60 * 60 * 1_000;

/**
 * What one person did in one meeting, kept on this device. Every page keeps its own, so that no two take back the same;
 * what a page left that is gone, whoever closed it, goes to one that is open or opens next.
 */
export class Deeds {
  #all;
  #mine;

  /** @param {string} key whose, and in which meeting */
  constructor(key) {
    this.#all = `${PREFIX}${key}:`;
    this.#mine = `${this.#all}${uuid7()}`;
    // Held until this page goes: by that others know that it is there.
    void navigator.locks?.request(this.#mine, () => new Promise(() => undefined));
  }

  /** @param {Stacks} stacks */
  keep({ done, undone }) {
    // A deed may name very many marks: rather the last few than none.
    for (const most of [MOST, 10, 1]) {
      try {
        localStorage.setItem(this.#mine, JSON.stringify({ at: Date.now(), done: done.slice(-most), undone: undone.slice(-most) }));
        return;
      } catch {
        // There is no room for so many.
      }
    }
  }

  /** Takes over what pages left that are gone, each as soon as it is. @param {(left: Stacks) => void} take */
  inherit(take) {
    for (const key of left()) {
      if (!key.startsWith(this.#all) || key === this.#mine) continue;
      const takeOver = () => {
        const { done, undone } = read(key);
        if (done.length || undone.length) take({ done, undone });
        localStorage.removeItem(key);
      };
      if (navigator.locks) void navigator.locks.request(key, takeOver);
      else takeOver();
    }
  }
}

/** @returns {string[]} what pages left on this device, the latest first */
function left() {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
    for (const key of keys) if (read(key).at < Date.now() - OLD) localStorage.removeItem(key);
    return keys.sort().reverse();
  } catch {
    return [];
  }
}

/** @param {string} key @returns {Stacks & {at: number}} */
function read(key) {
  try {
    const { at = 0, done = [], undone = [] } = JSON.parse(localStorage.getItem(key) ?? '{}');
    return { at, done, undone };
  } catch {
    return { at: 0, done: [], undone: [] };
  }
}
