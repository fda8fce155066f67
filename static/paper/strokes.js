import { Signal } from '../record/signal.js';
import { Mark, newsOf, placingOf } from './mark.js';
import { asMade } from './placing.js';

/**
 * @import { Item } from '../record/shelf.js'
 * @import { Done, Entry, InkFacts, LaidStroke, Layer, MarkPlace, StoredStroke, StrokeFacts } from '../record/types.js'
 * @import { News, Rank } from './mark.js'
 */

/** @typedef {import('./mark.js').Stroke} Stroke */

/** What the record says of an act that was done. @type {Record<string, string>} */
const ENTRIES = {
  'ink.draw': 'ink.drawn', 'ink.erase': 'ink.erased', 'ink.restore': 'ink.restored',
  'ink.place': 'ink.placed', 'ink.lay': 'ink.laid',
};

/** @param {number} version @param {number} page @returns {string} */
const leaf = (version, page) => `${version}/${page}`;

/** All marks this tablet knows. Whatever is told of them, in whatever order and however often, comes to the same. */
export class Strokes {
  /** @type {Map<string, Mark>} */
  #marks = new Map();
  /** As they are shown, by version. @type {Map<string, Map<number, Stroke>>} */
  #shown = new Map();
  /** Ids by version and page. @type {Map<string, Set<string>>} */
  #leaves = new Map();
  /** What was told of marks that have not come yet. @type {Map<string, ((mark: Mark) => void)[]>} */
  #early = new Map();
  /** A page's ink changed. @type {Signal<{version: number, page: number}>} */
  changed = new Signal();
  /** Marks are to be seen that are not known here. @type {Signal<void>} */
  missing = new Signal();

  /** As it is on the newest version it is on, or on this one; erased ones too. @param {string} id @param {number} [version] @returns {Stroke | undefined} */
  get(id, version) {
    const newest = version ?? this.#marks.get(id)?.newest;
    return newest === undefined ? undefined : this.#shown.get(id)?.get(newest);
  }

  /** The marks to be seen on a page, the oldest first; on page 0 those that wait. @param {number} version @param {number} page @returns {Stroke[]} */
  on(version, page) {
    const ids = this.#leaves.get(leaf(version, page)) ?? [];
    return [...ids].flatMap((id) => this.get(id, version) ?? []).filter((stroke) => !stroke.erased).sort(inOrder);
  }

  /** @param {number} version @param {number} page @returns {boolean} whether something is written there */
  any(version, page) {
    return this.on(version, page).length > 0;
  }

  /**
   * A mark was made: here (number null) or by the record.
   * @param {StrokeFacts} facts
   * @param {number} by
   * @param {number | null} number
   * @param {number | null} [at] ms
   */
  draw(facts, by, number, at = null) {
    const mark = this.#known(facts, by);
    mark.kept = false;
    if (!mark.places.has(facts.version)) mark.put(facts.version, [0, 0], { spot: asMade(facts.page), erased: false });
    if (number !== null) this.#enter(mark, number, at);
    this.#show(mark);
  }

  /** Marks that only this tablet has are erased or brought back. @param {string[]} ids @param {boolean} erased */
  mark(ids, erased) {
    for (const id of ids) {
      const mark = this.#marks.get(id);
      mark?.put(mark.newest, mark.heard(mark.newest) ?? [0, 0], { erased });
      if (mark) this.#show(mark);
    }
  }

  /** An act is written down: its marks are shown as it will make them. @param {Item} item */
  hope(item) {
    for (const id of named(item)) this.#change(id, (mark) => void mark.hopes.set(item.n, item));
  }

  /** An act was refused: its marks are what they were. @param {Item} item */
  despair(item) {
    for (const id of named(item)) this.#change(id, (mark) => void mark.hopes.delete(item.n));
  }

  /** An act was done: what the answer says is in the record now. @param {Item} item @param {Done} answer @param {number} by */
  settle(item, answer, by) {
    const { body, number } = answer;
    const kind = ENTRIES[item.act];
    // Wiped meanwhile, so a repeat of the act is answered by an empty entry.
    const wiped = item.act === 'ink.draw' && body && !body.id;
    if (wiped) this.forget(String(item.given.id), by);
    else if (body && number && kind) this.#fold(kind, body, number, by, null);
    this.despair(item);
  }

  /** The stroke stays on this tablet: the server will not have it. @param {string} id */
  keep(id) {
    this.#change(id, (mark) => {
      mark.kept = true;
    });
  }

  /** A stroke of this person is not known by this name. @param {string} id @param {number} by */
  forget(id, by) {
    const mark = this.#marks.get(id);
    if (mark?.by !== by) return;
    this.#marks.delete(id);
    this.#lay(id, new Map());
  }

  /** This person wiped the notebook: what was private, on the server or kept here, is gone. @param {number} by @param {number} number of the entry that says so */
  wipe(by, number) {
    for (const mark of [...this.#marks.values()]) {
      const mine = mark.by === by && mark.layer.value.layer === 'private';
      const told = mark.number !== null && mark.number < number;
      if (mine && (told || mark.kept)) this.forget(mark.facts.id, by);
    }
  }

  /** A mark that is not in the record goes to another layer. @param {string} id @param {Layer} layer @param {number | null} [group] */
  relayer(id, layer, group = null) {
    this.#change(id, (mark) => mark.lay(layer, group, mark.layer.rank));
  }

  /** An entry of a meeting's, a notebook's or a group's stream. @param {Entry} entry */
  fold({ kind, body, number, by, at }) {
    if (kind.startsWith('ink.')) this.#fold(kind, body, number, by ?? 0, at);
    if (kind === 'notebook.wiped') this.wipe(by ?? 0, number);
  }

  /**
   * Takes the ink of a version as the server had it when it answered.
   * @param {number} version
   * @param {InkFacts} facts
   * @param {(layer: Layer, group: number | null) => string} streamOf
   */
  adopt(version, facts, streamOf) {
    const head = (/** @type {Layer} */ layer, /** @type {number | null} */ group) => facts.streams[streamOf(layer, group)] ?? 0;
    const told = new Set(facts.strokes.map((stroke) => stroke.id));
    for (const stroke of facts.strokes) this.#adopt(version, stroke, head(stroke.layer, stroke.group ?? null));
    // What the record had then and the answer has not, its author has erased or taken to another layer.
    for (const mark of this.#marks.values()) {
      const heard = mark.heard(version);
      const { layer, group } = mark.layer.value;
      const older = heard !== null && heard[0] === mark.rev && heard[1] <= head(layer, group);
      if (!older || mark.number === null || mark.kept || told.has(mark.facts.id)) continue;
      mark.put(version, [mark.rev, head(layer, group)], { erased: true });
      this.#show(mark);
    }
  }

  /** @param {number} version @param {StoredStroke} stored @param {number} head the number the answer stands for */
  #adopt(version, stored, head) {
    const { page, dx, dy, scale, turn, erased, guesses, ...facts } = stored;
    const mark = this.#known({ ...facts, version, page }, stored.by);
    mark.lay(stored.layer, stored.group ?? null, [stored.rev, 0]);
    mark.put(version, [stored.rev, head], newsOf(stored));
    this.#enter(mark, stored.number, stored.at);
    this.#show(mark);
  }

  /** @param {string} kind @param {Record<string, unknown>} body @param {number} number @param {number} by @param {number | null} at */
  #fold(kind, body, number, by, at) {
    const { version, ids = [], rev = {}, places = [], marks = [] } =
      /** @type {{version?: number, ids?: string[], rev?: Record<string, number>, places?: (MarkPlace & {id: string})[], marks?: LaidStroke[]}} */ (body);
    const rank = (/** @type {string} */ id) => /** @type {Rank} */ ([rev[id] ?? 0, number]);
    /** @param {string} id @param {News} news */
    const put = (id, news) => this.#change(id, (mark) => mark.put(version ?? mark.facts.version, rank(id), news));
    if (kind === 'ink.drawn') {
      const facts = /** @type {StrokeFacts} */ (/** @type {unknown} */ (body));
      const mark = this.#known(facts, by);
      mark.lay(facts.layer, facts.group ?? null, [0, 0]);
      mark.put(facts.version, [0, number], { spot: asMade(facts.page), erased: false });
      this.draw(facts, by, number, at);
    } else if (kind === 'ink.erased' || kind === 'ink.restored') {
      for (const id of ids) put(id, { erased: kind === 'ink.erased' });
    } else if (kind === 'ink.placed') {
      for (const place of places) put(place.id, { spot: placingOf(place), erased: false });
    } else if (kind === 'ink.carried') {
      for (const place of places) put(place.id, newsOf(place));
    } else if (kind === 'ink.laid') {
      for (const mark of marks) this.#laid(mark, number);
    } else if (kind === 'ink.left') {
      for (const id of ids) this.#change(id, (mark) => void (mark.left = Math.max(mark.left, rev[id] ?? 0)));
    }
    const seen = kind === 'ink.restored' ? ids : kind === 'ink.placed' ? places.map(({ id }) => id) : [];
    if (seen.some((id) => !this.#marks.has(id))) this.missing.send();
  }

  /** @param {LaidStroke} laid @param {number} number */
  #laid({ places, ...facts }, number) {
    const mark = this.#known(facts, facts.by);
    mark.lay(facts.layer, facts.group ?? null, [facts.rev, number]);
    for (const place of places) mark.put(place.version, [facts.rev, number], newsOf(place));
    this.#enter(mark, facts.number, facts.at);
    this.#show(mark);
  }

  /** The record has it. @param {Mark} mark @param {number} number @param {number | null} at */
  #enter(mark, number, at) {
    mark.number = number;
    mark.at ??= at;
    mark.kept = false;
  }

  /** @param {StrokeFacts} facts @param {number} by @returns {Mark} */
  #known(facts, by) {
    const known = this.#marks.get(facts.id);
    // Of two marks by one name the record has the other's: mine is sent again under another one.
    const mark = known && (known.by === by || known.number !== null) ? known : new Mark(facts, by);
    this.#marks.set(facts.id, mark);
    for (const told of this.#early.get(facts.id) ?? []) told(mark);
    this.#early.delete(facts.id);
    return mark;
  }

  /** @param {string} id @param {(mark: Mark) => void} tell */
  #change(id, tell) {
    const mark = this.#marks.get(id);
    if (!mark) {
      this.#early.set(id, [...(this.#early.get(id) ?? []), tell]);
      return;
    }
    tell(mark);
    this.#show(mark);
  }

  /** @param {Mark} mark */
  #show(mark) {
    const before = this.#shown.get(mark.facts.id);
    /** @type {Map<number, Stroke>} */
    const now = new Map();
    for (const version of mark.places.keys()) {
      const stroke = mark.on(version, before?.get(version));
      if (stroke) now.set(version, stroke);
    }
    this.#lay(mark.facts.id, now);
  }

  /** Puts a mark on its pages, and tells them, and those it was on. @param {string} id @param {Map<number, Stroke>} now */
  #lay(id, now) {
    /** @type {Map<string, {version: number, page: number}>} */
    const touched = new Map();
    for (const { version, page } of this.#shown.get(id)?.values() ?? []) {
      this.#leaves.get(leaf(version, page))?.delete(id);
      touched.set(leaf(version, page), { version, page });
    }
    this.#shown.set(id, now);
    for (const { version, page } of now.values()) {
      const key = leaf(version, page);
      this.#leaves.set(key, (this.#leaves.get(key) ?? new Set()).add(id));
      touched.set(key, { version, page });
    }
    for (const place of touched.values()) this.changed.send(place);
  }
}

/** The marks an act is about. @param {Item} item @returns {string[]} */
function named({ act, given }) {
  const { ids = [], places = [] } = /** @type {{ids?: string[], places?: {id: string}[]}} */ (given);
  return act === 'ink.draw' ? [] : [...ids, ...places.map(({ id }) => id)];
}

/** The oldest first; what the record has not yet is the newest. @param {Stroke} one @param {Stroke} other @returns {number} */
function inOrder(one, other) {
  const [at, later] = [one.at ?? Infinity, other.at ?? Infinity];
  if (at !== later) return at < later ? -1 : 1;
  return (one.number ?? Infinity) - (other.number ?? Infinity) || one.made - other.made;
}
