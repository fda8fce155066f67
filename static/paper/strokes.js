import { Signal } from '../record/signal.js';
import { unpack } from './codec.js';

/**
 * @import { Entry, InkFacts, Layer, StoredStroke, StrokeFacts } from '../record/types.js'
 * @import { Point } from './codec.js'
 */

/**
 * A stroke as this tablet knows it; `number` is null until the record has it.
 * @typedef {StrokeFacts & {by: number, number: number | null, erased: boolean, marked: number,
 *   made: number, kept: boolean, trail: Point[]}} Stroke
 */

/** @param {number} version @param {number} page @returns {string} */
const leaf = (version, page) => `${version}/${page}`;

/** All strokes this tablet knows: an add-set with tombstones, so that order and repeats do no harm. */
export class Strokes {
  /** @type {Map<string, Stroke>} */
  #known = new Map();
  /** @type {Map<string, Set<string>>} ids by version and page */
  #leaves = new Map();
  /** Erasures of strokes that have not come yet. @type {Map<string, {erased: boolean, number: number}>} */
  #marks = new Map();
  /** A page's ink changed. @type {Signal<{version: number, page: number}>} */
  changed = new Signal();
  /** Strokes were brought back that are not known here. @type {Signal<void>} */
  missing = new Signal();

  /** @param {string} id @returns {Stroke | undefined} */
  get(id) {
    return this.#known.get(id);
  }

  /** The strokes to be seen on a page, the oldest first. @param {number} version @param {number} page @returns {Stroke[]} */
  on(version, page) {
    const ids = this.#leaves.get(leaf(version, page)) ?? [];
    return [...ids].flatMap((id) => this.#known.get(id) ?? []).filter((stroke) => !stroke.erased)
      .sort((one, other) => (one.number ?? Infinity) - (other.number ?? Infinity) || one.made - other.made);
  }

  /** @param {number} version @param {number} page @returns {boolean} whether something is written there */
  any(version, page) {
    return this.on(version, page).length > 0;
  }

  /**
   * A stroke was drawn: here (number null) or by the record.
   * @param {StrokeFacts} facts
   * @param {number} by
   * @param {number | null} number
   */
  draw(facts, by, number) {
    const known = this.#known.get(facts.id);
    const mark = this.#marks.get(facts.id);
    this.#marks.delete(facts.id);
    this.#put({
      ...facts, by, number: number ?? known?.number ?? null, kept: false,
      erased: mark?.erased ?? known?.erased ?? false, marked: mark?.number ?? known?.marked ?? 0,
      made: known?.made ?? Date.now(), trail: known?.points === facts.points ? known.trail : unpack(facts.points),
    });
  }

  /**
   * Strokes were erased or brought back: here (number 0) or by the record.
   * @param {string[]} ids
   * @param {boolean} erased
   * @param {number} number
   */
  mark(ids, erased, number) {
    for (const id of ids) {
      const stroke = this.#known.get(id);
      if (stroke) this.#put({ ...stroke, erased, marked: Math.max(stroke.marked, number) });
      else if (number) this.#marks.set(id, { erased, number });
    }
    if (!erased && ids.some((id) => !this.#known.has(id))) this.missing.send();
  }

  /** The stroke stays on this tablet: the server will not have it. @param {string} id */
  keep(id) {
    const stroke = this.#known.get(id);
    if (stroke) this.#put({ ...stroke, kept: true });
  }

  /** A stroke of this person is not known by this name. @param {string} id @param {number} by */
  forget(id, by) {
    const stroke = this.#known.get(id);
    if (stroke?.by !== by) return;
    this.#known.delete(id);
    this.#leaves.get(leaf(stroke.version, stroke.page))?.delete(id);
    this.changed.send({ version: stroke.version, page: stroke.page });
  }

  /** @param {string} id @param {Layer} layer */
  relayer(id, layer) {
    const stroke = this.#known.get(id);
    if (stroke) this.#put({ ...stroke, layer });
  }

  /** An entry of a meeting's or a notebook's stream. @param {Entry} entry */
  fold(entry) {
    const body = /** @type {unknown} */ (entry.body);
    if (entry.kind === 'ink.drawn') {
      this.draw(/** @type {StrokeFacts} */ (body), entry.by ?? 0, entry.number);
    } else if (entry.kind === 'ink.erased' || entry.kind === 'ink.restored') {
      const { ids } = /** @type {{ids: string[]}} */ (body);
      this.mark(ids, entry.kind === 'ink.erased', entry.number);
    }
  }

  /**
   * Takes the ink of a version as the server had it when it answered.
   * @param {number} version
   * @param {InkFacts} facts
   * @param {(layer: Layer) => string} streamOf
   */
  adopt(version, facts, streamOf) {
    const told = new Set(facts.strokes.map((stroke) => stroke.id));
    for (const stroke of facts.strokes) this.#adoptOne(stroke, facts.streams[streamOf(stroke.layer)] ?? 0);
    // What the record had then and the answer has not, its author has erased.
    for (const stroke of [...this.#known.values()]) {
      const head = facts.streams[streamOf(stroke.layer)] ?? 0;
      const older = stroke.number !== null && stroke.number <= head && stroke.marked <= head;
      if (stroke.version === version && older && !told.has(stroke.id)) this.#put({ ...stroke, erased: true });
    }
  }

  /** @param {StoredStroke} stored @param {number} head the number the answer stands for */
  #adoptOne(stored, head) {
    const known = this.#known.get(stored.id);
    const waits = known !== undefined && known.number === null;
    this.draw(stored, stored.by, stored.number);
    const drawn = this.#known.get(stored.id);
    if (drawn && drawn.marked <= head && !waits) this.#put({ ...drawn, erased: stored.erased });
  }

  /** @param {Stroke} stroke */
  #put(stroke) {
    this.#known.set(stroke.id, stroke);
    const key = leaf(stroke.version, stroke.page);
    const ids = this.#leaves.get(key) ?? new Set();
    this.#leaves.set(key, ids.add(stroke.id));
    this.changed.send({ version: stroke.version, page: stroke.page });
  }
}
