import { unpack } from './codec.js';
import { middle, placed } from './placing.js';

/**
 * @import { Item } from '../record/shelf.js'
 * @import { Layer, MarkPlace, StrokeFacts } from '../record/types.js'
 * @import { Point } from './codec.js'
 * @import { Spot } from './leaves.js'
 * @import { Placing } from './placing.js'
 */

/** What a stroke is on one version, as it is shown there; `number` is null until the record has it. @typedef {object} Shown
 * @property {number} by @property {number | null} number @property {number | null} at ms, by the server's clock
 * @property {string | null} text @property {number | null} group @property {number} rev
 * @property {boolean} erased @property {number} made @property {boolean} kept on this tablet only
 * @property {Point[]} trail pt of the page @property {number} scale @property {number} turn
 * @property {Placing} placing @property {Spot} middle of its own box, where it was made
 * @property {number[]} guesses pages it may belong to, while it waits
 */
/** @typedef {Omit<StrokeFacts, 'group' | 'text'> & Shown} Stroke */

/** Of two accounts the later one holds: how often the mark had been laid, then the number of the entry. @typedef {[number, number]} Rank */
/** @typedef {{value: T, rank: Rank}} Told @template T */
/** @typedef {{spot?: Told<Placing>, found?: Told<{points: string | null, guesses: number[]}>, erased?: Told<boolean>}} PlaceTold */
/** @typedef {{spot?: Placing, found?: {points: string | null, guesses: number[]}, erased?: boolean}} News */

/** One mark as this tablet knows it: what was told of it, in any order, and what it hopes for without an answer yet. */
export class Mark {
  /** @type {StrokeFacts} */ facts;
  /** @type {number} */ by;
  /** @type {number | null} */ number = null;
  /** @type {number | null} */ at = null;
  made = Date.now();
  kept = false;
  /** @type {Told<{layer: Layer, group: number | null}>} */
  layer;
  /** The rev at which it left for another layer. */
  left = 0;
  /** @type {Map<number, PlaceTold>} by version */
  places = new Map();
  /** What was done here and has no answer, oldest first. @type {Map<number, Item>} */
  hopes = new Map();
  #trail;
  /** @type {{points: string, trail: Point[]} | null} */
  #instead = null;

  /** @param {StrokeFacts} facts @param {number} by */
  constructor(facts, by) {
    this.facts = facts;
    this.by = by;
    this.layer = { value: { layer: facts.layer, group: facts.group ?? null }, rank: [0, 0] };
    this.#trail = unpack(facts.points);
  }

  /** How often it was laid, as far as is known. */
  get rev() {
    return this.layer.rank[0];
  }

  /** The newest version it is on: a version that takes another's place has the higher number. @returns {number} */
  get newest() {
    return Math.max(...this.places.keys());
  }

  /** @param {Layer} layer @param {number | null} group @param {Rank} rank */
  lay(layer, group, rank) {
    this.layer = later(this.layer, { value: { layer, group }, rank });
  }

  /** @param {number} version @param {Rank} rank @param {News} news */
  put(version, rank, { spot, found, erased }) {
    const known = this.places.get(version) ?? {};
    if (spot) known.spot = later(known.spot, { value: spot, rank });
    if (found) known.found = later(known.found, { value: found, rank });
    if (erased !== undefined) known.erased = later(known.erased, { value: erased, rank });
    this.places.set(version, known);
  }

  /** Where its account of a place comes from, at the latest. @param {number} version @returns {Rank | null} */
  heard(version) {
    const { spot, erased } = this.places.get(version) ?? {};
    if (!spot) return null;
    return erased && after(erased.rank, spot.rank) ? erased.rank : spot.rank;
  }

  /** Its points before they are moved. @param {string | null} instead those that were found for it @returns {Point[]} */
  #own(instead) {
    if (instead === null || instead === this.facts.points) return this.#trail;
    if (this.#instead?.points !== instead) this.#instead = { points: instead, trail: unpack(instead) };
    return this.#instead.trail;
  }

  /**
   * How it is shown on a version; null where it is not on it.
   * @param {number} version
   * @param {Stroke} [before] how it was shown until now
   * @returns {Stroke | null}
   */
  on(version, before) {
    const { spot, found, erased } = this.places.get(version) ?? {};
    if (!spot) return null;
    const seen = { ...this.layer.value, placing: spot.value, erased: erased?.value ?? false, gone: this.rev < this.left };
    for (const { act, given } of this.hopes.values()) hope(seen, act, given, this.facts, version);
    const { placing, layer, group, gone } = seen;
    const trail = this.#own(found?.value.points ?? null);
    const { page, scale, turn } = placing;
    const moved = placed(trail, placing);
    const { text = null, ...facts } = this.facts;
    return {
      ...facts, layer, group, placing, erased: seen.erased || gone, text, version, page, scale, turn, by: this.by, rev: this.rev, number: this.number, at: this.at,
      made: this.made, kept: this.kept, guesses: found?.value.guesses ?? [], middle: middle(trail),
      width: facts.width * scale,
      // What is painted is known by its trail: the same one stays the same.
      trail: before && alike(before.trail, moved) ? before.trail : moved,
    };
  }
}

/** @param {Placing} put @returns {Placing} */
export function placingOf({ page, dx, dy, scale, turn }) {
  return { page, dx, dy, scale, turn };
}

/** @param {MarkPlace} told @returns {News} */
export function newsOf(told) {
  const found = { points: told.points ?? null, guesses: told.guesses ?? [] };
  return { spot: placingOf(told), found, erased: told.erased ?? false };
}

/**
 * What an act without an answer makes of a mark.
 * @param {{layer: Layer, group: number | null, placing: Placing, erased: boolean, gone: boolean}} seen
 * @param {string} act
 * @param {Record<string, unknown>} given
 * @param {StrokeFacts} facts
 * @param {number} version
 */
function hope(seen, act, given, { id, version: first }, version) {
  if (act === 'ink.lay') {
    Object.assign(seen, { layer: given.layer, group: given.group ?? null, gone: false });
  } else if ((given.version ?? first) === version) {
    if (act === 'ink.erase' || act === 'ink.restore') seen.erased = act === 'ink.erase';
    const puts = act === 'ink.place' ? /** @type {({id: string} & Placing)[]} */ (given.places) : [];
    for (const put of puts) if (put.id === id) Object.assign(seen, { placing: placingOf(put), erased: false });
  }
}

/** @template T @param {Told<T> | undefined} known @param {Told<T>} told @returns {Told<T>} */
function later(known, told) {
  return known && after(known.rank, told.rank) ? known : told;
}

/** @param {Rank} one @param {Rank} other @returns {boolean} whether it is the later one */
function after(one, other) {
  return one[0] - other[0] > 0 || (one[0] === other[0] && one[1] > other[1]);
}

/** @param {Point[]} one @param {Point[]} other @returns {boolean} */
function alike(one, other) {
  return one === other || (one.length === other.length && one.every((point, i) => {
    const { x, y } = /** @type {Point} */ (other[i]);
    return point.x === x && point.y === y;
  }));
}
